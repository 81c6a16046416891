import { Check, Download, Plus, ShoppingCart, Upload } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMe } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useLoadSample } from './load-sample.ts'

const inIt = [
  'An online shop with its folders and cases',
  'Runs and a month of results',
  'Flaky tests and a milestone to reach',
]

/** "Good morning" by the reader's clock. */
const greeting = (hour = new Date().getHours()) =>
  hour < 5 || hour >= 18 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon'

/** The empty installation: the sample first, then one's own. */
export function WaysToBegin({ onMake }: { onMake: (kind: 'project' | 'import') => void }) {
  const me = useMe()
  const sample = useLoadSample()
  const maySample = me.systemAccess === 'ADMIN'
  useKeys({
    ...(maySample && {
      l: { label: 'Load the sample project', hint: 'load the sample', run: () => sample.mutate({}) },
    }),
    i: { label: 'Import results', hint: 'import', run: () => onMake('import') },
  })
  return (
    <div className="mx-auto flex min-h-full max-w-220 flex-col justify-center px-4 py-8">
      <h2 className="text-28 font-semibold">
        {greeting()}, {me.name.split(' ')[0]}. Nothing here yet.
      </h2>
      <p className="mt-2 mb-7 max-w-150 text-14 text-pretty text-text-2">
        A project holds the cases, runs and results of one product.{' '}
        {maySample ? 'Have a look at a full one first, or begin with your own.' : 'Begin with your own.'}
      </p>
      <div className="flex flex-col divide-y divide-line border-y border-line wide:flex-row wide:divide-x wide:divide-y-0">
        {maySample && (
          <Way icon={<ShoppingCart className="i i-lg" />} title="Load the sample project">
            <ul className="grid gap-1">
              {inIt.map((what) => (
                <li key={what} className="flex items-center gap-2">
                  <Check className="i text-passed" />
                  {what}
                </li>
              ))}
            </ul>
            <p className="mt-3">Takes some seconds. Gone in one click.</p>
            <Button kind="primary" icon={Download} keys="l" busy={sample.isPending} onClick={() => sample.mutate({})}>
              Load the sample
            </Button>
          </Way>
        )}
        <Way icon={<Plus className="i i-lg" />} title="Start your own">
          <p>A name is enough. Folders and the template come with it; people and roles can follow.</p>
          <Button keys="n" onClick={() => onMake('project')} kind={maySample ? 'plain' : 'primary'}>
            New project
          </Button>
        </Way>
        <Way icon={<Upload className="i i-lg" />} title="Bring what you have">
          <p>The result files of your last build, dropped on the page or sent with one command from your CI.</p>
          <Button keys="i" onClick={() => onMake('import')}>
            Import results
          </Button>
        </Way>
      </div>
      <p className="mt-4 text-12">
        <a className="link text-text-2" href="/api/docs">
          API explorer
        </a>
      </p>
    </div>
  )
}

function Way({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className="flex flex-1 flex-col py-5 wide:first:flex-[1.2] text-text-2 wide:px-6 wide:first:pl-0 [&>.btn]:self-start [&>:nth-last-child(2)]:mb-6 [&>.btn]:mt-auto">
      {icon}
      <h3 className="mt-3 mb-1.5 text-14 font-semibold text-text">{title}</h3>
      {children}
    </section>
  )
}

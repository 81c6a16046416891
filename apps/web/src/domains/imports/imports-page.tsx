/** Bringing results in: by the command of a pipeline, or by dropping files. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { KeyRound, Lock, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useMay } from '../../app/access.ts'
import { Button } from '../../ui/button.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { DropZone } from '../../ui/drop-zone.tsx'
import { useFileDrop } from '../../ui/file-drop.ts'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { type CommandKind, commandOf, commandTabs } from './commands.ts'
import { JobView } from './job-view.tsx'
import { startImport, useImports } from './jobs.ts'
import { TargetForm, useTarget } from './target-form.tsx'

const route = getRouteApi('/inside/projects/$projectId/imports')

export default function ImportsPage() {
  const { projectId } = route.useParams()
  const may = useMay(projectId)
  if (may('imports', 'write')) return <Imports projectId={projectId} />
  return (
    <Page title="Imports">
      {may('runs', 'read') && (
        <EmptyState
          icon={Lock}
          title="Importing is not part of your role"
          text="Results that come in stand under Runs. Whoever runs the project can give you a role that imports."
        />
      )}
    </Page>
  )
}

function Imports({ projectId }: { projectId: string }) {
  const [kind, setKind] = useState<CommandKind>('shell')
  const target = useTarget(projectId)
  const jobs = useImports(projectId)
  const zone = useRef<HTMLDivElement>(null)
  const take = (files: File[]) => {
    const whole = files.filter((file) => file.size > 0)
    if (whole.length > 0) startImport({ projectId, files: whole, ...target.orderFor(whole) })
  }
  const over = useFileDrop(take)
  const choose = () => zone.current?.querySelector('button')?.click()
  useKeys({ i: { label: 'Choose files', hint: 'choose files', run: choose } })
  return (
    <Page
      title="Imports"
      actions={
        <>
          <Link className="btn quiet max-wide:hidden" to="/profile">
            <KeyRound className="i" />
            Access tokens
          </Link>
          <Button kind="primary" icon={Upload} keys="i" onClick={choose}>
            Choose files
          </Button>
        </>
      }
    >
      <div
        className={`grid min-h-full gap-6 p-4 wide:p-6 full:py-0 full:pr-0 full:grid-cols-[minmax(0,1fr)_320px] ${over ? 'bg-accent-tint' : ''}`}
      >
        <div className="grid min-w-0 content-start gap-6 full:py-6">
          <section className="grid gap-6 wide:grid-cols-[272px_minmax(0,1fr)]" aria-label="Ways in">
            <div ref={zone} className="flex flex-col">
              <DropZone
                title={over ? 'Let go: anywhere will do' : 'Drop result files here'}
                text="one or more, anywhere on this page"
                small="JUnit XML, as pytest, Jest, Playwright, Gradle, Maven, Go and most others write it."
                accept=".xml,text/xml,application/xml"
                onFiles={take}
              />
            </div>
            <CodeBlock
              label="Command for CI"
              tabs={commandTabs}
              tab={kind}
              onTab={(id) => setKind(id as CommandKind)}
              code={commandOf(kind, location.origin, projectId)}
            />
          </section>
          <div className="grid gap-6" aria-live="polite">
            {jobs.map((job) => (
              <JobView key={job.id} job={job} />
            ))}
          </div>
          {jobs.length === 0 && <HowItWorks />}
        </div>
        <TargetForm target={target} />
      </div>
    </Page>
  )
}

const HowItWorks = () => (
  <section className="max-w-160 text-14 text-text-2" aria-label="How it works">
    <p>
      Suites become folders, tests become cases, and each import a run with its results. A test that was here before is
      found again by its class and name; the same file sent twice adds nothing. What a broken file holds before its
      fault is kept.
    </p>
  </section>
)

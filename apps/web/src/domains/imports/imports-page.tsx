/** Bringing results in: by the command of a pipeline, or by dropping files. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { KeyRound, Lock, Upload, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useMay } from '../../app/access.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { DropZone } from '../../ui/drop-zone.tsx'
import { useFileDrop } from '../../ui/file-drop.ts'
import { useKeys } from '../../ui/keys.ts'
import { Notice } from '../../ui/notice.tsx'
import { number } from '../../ui/number.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { type CommandKind, commandOf, commandTabs } from './commands.ts'
import { JobView } from './job-view.tsx'
import { startImport, useImports } from './jobs.ts'
import { type LeftOut, sortFiles } from './sort-files.ts'
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
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([])
  const take = (files: File[], folders?: string[]) => {
    const { whole, leftOut: others } = sortFiles(files, folders)
    setLeftOut(others)
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
        className={`grid min-h-full grid-cols-[minmax(0,1fr)] gap-6 p-4 wide:p-6 full:py-0 full:pr-0 full:grid-cols-[minmax(0,1fr)_320px] ${over ? 'bg-accent-tint' : ''}`}
      >
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6 full:py-6">
          <section
            className="grid grid-cols-[minmax(0,1fr)] gap-6 wide:grid-cols-[272px_minmax(0,1fr)]"
            aria-label="Ways in"
          >
            <div ref={zone} className="flex flex-col">
              <DropZone
                title={over ? 'Let go: anywhere will do' : 'Drop result files here'}
                text="or a folder of them, anywhere on this page"
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
          {leftOut.length > 0 && <NotImported leftOut={leftOut} onClose={() => setLeftOut([])} />}
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6" aria-live="polite">
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

const SHOWN = 20

function NotImported({ leftOut, onClose }: { leftOut: readonly LeftOut[]; onClose: () => void }) {
  return (
    <Notice status="BLOCKED" actions={<IconButton label="Put away" icon={X} small onClick={onClose} />}>
      <b className="font-medium">
        {leftOut.length === 1
          ? 'One file was not imported'
          : `${number.format(leftOut.length)} files were not imported`}
      </b>
      {leftOut.slice(0, SHOWN).map(({ name, why }) => (
        <span key={name} className="block wrap-anywhere">
          <span className="mono">{name}</span> {why}
        </span>
      ))}
      {leftOut.length > SHOWN && <span className="block">and {number.format(leftOut.length - SHOWN)} more</span>}
    </Notice>
  )
}

const HowItWorks = () => (
  <section className="max-w-160 text-14 text-text-2" aria-label="How it works">
    <p>
      Suites become folders, tests become cases, and each import a run with its results. A test that was here before is
      found again by its class and name. The same file sent into the same run, or again under the same Idempotency-Key,
      adds nothing; dropped here once more, it makes a new run. What a broken file holds before its fault is kept.
    </p>
  </section>
)

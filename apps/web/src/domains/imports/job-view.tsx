import { Link } from '@tanstack/react-router'
import { ArrowRight, Check, ChevronRight, RotateCw, X } from 'lucide-react'
import { Meter, Ring } from '../../ui/bar.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { durationText } from '../../ui/duration.ts'
import { StatusGlyph } from '../../ui/status.tsx'
import { ImportedFiles } from './imported-files.tsx'
import { cancelImport, forgetImport, type ImportJob, isGoing, retryImport, shareOf } from './jobs.ts'
import { isNothing } from './summary.ts'

const sizes = ['bytes', 'kB', 'MB', 'GB']
function sizeText(bytes: number): string {
  const power = bytes === 0 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), 3)
  return `${(bytes / 1000 ** power).toLocaleString('en', { maximumFractionDigits: power === 0 ? 0 : 1 })} ${sizes[power]}`
}

/** One import: while it goes on how far it is, then what became of each file. */
export function JobView({ job }: { job: ImportJob }) {
  const going = isGoing(job)
  const { fault, summary } = job
  const files = `${job.files.length} ${job.files.length === 1 ? 'file' : 'files'}, ${sizeText(job.totalBytes)}`
  return (
    <section aria-label={`Import of ${job.into.runName}`}>
      <div className="flex min-h-7 flex-wrap items-center gap-x-2.5 gap-y-1">
        {going ? <Ring value={shareOf(job)} label={job.into.runName} /> : <StatusGlyph status={statusOf(job)} silent />}
        <b className="cut max-w-full font-semibold">{job.into.runName}</b>
        <span className="text-text-2">{going ? files : outcomeOf(job)}</span>
        <span className="ml-auto flex items-center gap-2">
          {going ? (
            <>
              <span className="num text-text-2">
                {job.phase === 'sending' ? timeLeft(job) : 'The server is reading; it will finish.'}
              </span>
              {job.phase === 'sending' && (
                <Button kind="quiet" size="small" onClick={() => cancelImport(job.id)}>
                  Cancel
                </Button>
              )}
            </>
          ) : (
            <>
              <span className="text-12 text-text-3">
                took {durationText((job.endedAt ?? job.startedAt) - job.startedAt)}
              </span>
              {(job.phase === 'failed' || job.phase === 'cancelled') && (
                <Button size="small" icon={RotateCw} onClick={() => retryImport(job.id)}>
                  Try again
                </Button>
              )}
              {summary && (
                <Link
                  className="btn small"
                  to="/projects/$projectId/runs/$runId"
                  params={{ projectId: job.projectId, runId: summary.testRunId }}
                >
                  <ArrowRight className="i" />
                  Open the run
                </Link>
              )}
              <IconButton label="Put away" icon={X} small onClick={() => forgetImport(job.id)} />
            </>
          )}
        </span>
      </div>
      {going && <Progress job={job} />}
      {fault && (
        <div className="mt-2 pl-6" role="alert">
          <p>
            <b className="font-medium">{fault.title}.</b> <span className="text-text-2">{fault.text}</span>
          </p>
          <ul className="mt-1 text-text-2">
            {fault.issues.map(({ field, message }) => (
              <li key={`${field} ${message}`}>{told(job, field, message)}</li>
            ))}
          </ul>
          {fault.requestId && <p className="mono mt-1 text-text-3">request {fault.requestId}</p>}
        </div>
      )}
      {summary && <ImportedFiles summary={summary} madeCases={job.createTestCases} />}
    </section>
  )
}

function Progress({ job }: { job: ImportJob }) {
  const sending = job.phase === 'sending'
  const percent = job.totalBytes === 0 ? 0 : Math.min(100, Math.floor((job.sentBytes / job.totalBytes) * 100))
  return (
    <>
      <div className="my-2">
        <Meter value={shareOf(job)} label={`Import of ${job.into.runName}`} thick />
      </div>
      <p className="flex items-center gap-2 text-12 text-text-3">
        {!sending && <Check className="i" />}
        <span className={sending ? 'font-medium text-text' : ''}>{sending ? `Sending, ${percent}%` : 'Received'}</span>
        <ChevronRight className="i" />
        <span className={sending ? '' : 'font-medium text-text'}>Reading and matching with cases</span>
        <span className="ml-auto">goes on when you leave this page</span>
      </p>
    </>
  )
}

function statusOf({ phase, summary }: ImportJob) {
  if (phase === 'failed') return 'FAILED'
  if (phase === 'cancelled' || summary?.repeated || isNothing(summary)) return 'SKIPPED'
  return summary?.files.some((file) => file.fault) ? 'BLOCKED' : 'PASSED'
}

function outcomeOf({ phase, summary }: ImportJob): string {
  if (phase === 'cancelled') return 'cancelled: nothing was imported'
  if (!summary) return 'not imported'
  if (summary.repeated) return 'the same files again: nothing was added'
  const faults = summary.files.filter((file) => file.fault).length
  if (isNothing(summary)) return 'nothing was imported'
  if (faults === 0) return 'imported'
  return `imported with ${faults === 1 ? 'one fault' : `${faults} faults`}`
}

/** `file.1` is the second file: its name says more. */
function told(job: ImportJob, field: string, message: string): string {
  const [, index] = /^file\.(\d+)/.exec(field) ?? []
  const what = index === undefined ? field : (job.files[Number(index)]?.name ?? field)
  return what ? `${what}: ${message}` : message
}

function timeLeft({ sentBytes, totalBytes, startedAt }: ImportJob): string {
  const seconds = (Date.now() - startedAt) / 1000
  if (sentBytes === 0 || seconds < 2) return ''
  const left = Math.ceil(((totalBytes - sentBytes) / sentBytes) * seconds)
  return left > 60 ? `about ${Math.ceil(left / 60)} min left` : `about ${left} s left`
}

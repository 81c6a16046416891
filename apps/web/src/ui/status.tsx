/**
 * The one set of statuses: label, shape, classes.
 * StatusGlyph: status, silent? (no text for readers, when a word stands beside it).
 * StatusText: status, plain? (the word grey), children? (instead of the label).
 */
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const shapes = {
  passed: (
    <>
      <circle className="st-f" cx="8" cy="8" r="6.75" />
      <path className="st-k" d="m5.1 8.2 2.1 2.1 3.8-4.3" />
    </>
  ),
  failed: (
    <>
      <path className="st-f" d="M5.4 1.25h5.2l4.15 4.15v5.2l-4.15 4.15H5.4L1.25 10.6V5.4z" />
      <path className="st-k" d="m5.7 5.7 4.6 4.6M10.3 5.7l-4.6 4.6" />
    </>
  ),
  blocked: (
    <>
      <circle className="st-s" cx="8" cy="8" r="6" />
      <path className="st-s" d="M3.9 12.1 12.1 3.9" />
    </>
  ),
  skipped: <path className="st-s" d="M2.5 10.5a5.3 5.3 0 0 1 10.2-1.2M13.6 5.2l-.6 4.3-4.2-.7" />,
  progress: (
    <>
      <circle className="st-s" cx="8" cy="8" r="6" />
      <path className="st-f" d="M8 4.25a3.75 3.75 0 0 1 0 7.5z" />
    </>
  ),
  untested: <circle className="st-s" cx="8" cy="8" r="6" />,
}

/** In the order in which bars stack them. `height` is that of a strip's mark, of 16. */
export const statuses = {
  PASSED: { label: 'Passed', look: 'passed', height: 7 },
  FAILED: { label: 'Failed', look: 'failed', height: 16 },
  BLOCKED: { label: 'Blocked', look: 'blocked', height: 11 },
  SKIPPED: { label: 'Skipped', look: 'skipped', height: 3 },
  IN_PROGRESS: { label: 'In progress', look: 'progress', height: 5 },
  NOT_STARTED: { label: 'Untested', look: 'untested', height: 1 },
} as const satisfies Record<string, { label: string; look: keyof typeof shapes; height: number }>
export type Status = keyof typeof statuses
export const statusList = Object.keys(statuses) as Status[]

function Shape({ status }: { status: Status }) {
  return (
    <svg className="sg" viewBox="0 0 16 16" aria-hidden="true">
      {shapes[statuses[status].look]}
    </svg>
  )
}

export function StatusGlyph({ status, silent }: { status: Status; silent?: boolean }) {
  const { label, look } = statuses[status]
  return (
    <span className={`st st-${look}`} title={silent ? undefined : label}>
      <Shape status={status} />
      {!silent && <span className="vh">{label}</span>}
    </span>
  )
}

export function StatusText({ status, plain, children }: { status: Status; plain?: boolean; children?: ReactNode }) {
  const { label, look } = statuses[status]
  return (
    <span className={cx('st', `st-${look}`, plain && 'plain')}>
      <Shape status={status} />
      <span>{children ?? label}</span>
    </span>
  )
}

import { number } from '../../ui/number.ts'

const DAY = 86_400_000

/** By how many whole days a milestone is late: its day is over, and it is not completed. 0 where it is not late. */
export function daysLate(
  { dueDate, completedAt }: { dueDate: string | null; completedAt: string | null },
  now = new Date(),
): number {
  if (!dueDate || completedAt) return 0
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.max(0, Math.round((today - Date.parse(`${dueDate}T00:00:00Z`)) / DAY))
}

/** `4 days late` */
export const lateText = (days: number) => `${days} ${days === 1 ? 'day' : 'days'} late`

interface RunLeft {
  name: string
  counts: { notStarted: number; inProgress: number }
}

/** What keeps a milestone: cases without a result in its active runs. */
export function leftOf(runs: readonly RunLeft[]): string {
  const left = runs.filter(({ counts }) => counts.notStarted + counts.inProgress > 0)
  const cases = left.reduce((sum, { counts }) => sum + counts.notStarted + counts.inProgress, 0)
  if (runs.length === 0) return 'No run is under way for it'
  if (cases === 0) return 'Every case has its result: complete it, or give it a new day'
  const where = left.length === 1 ? left[0]?.name : `${number.format(left.length)} runs`
  return `${number.format(cases)} ${cases === 1 ? 'case' : 'cases'} still to run in ${where}`
}

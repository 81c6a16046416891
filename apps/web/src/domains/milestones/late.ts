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

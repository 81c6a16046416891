import { invalid } from '@testplanit/api/errors'

interface Days {
  startDate?: string | null | undefined
  dueDate?: string | null | undefined
}

/** Throws VALIDATION_ERROR where a milestone would be due before it begins. What `is` kept counts where `given` names none. */
export function mustEndAfterStart(given: Days, is: Days = {}): void {
  if (given.startDate === undefined && given.dueDate === undefined) return
  const { startDate, dueDate } = { ...is, ...given }
  if (startDate && dueDate && dueDate < startDate)
    throw invalid({ field: 'dueDate', message: `is before it begins (${startDate})` })
}

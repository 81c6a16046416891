import * as z from 'zod'

/** There is no year 0 in PostgreSQL's calendar. */
const hasYear = (value: string) => !value.startsWith('0000')

/** A moment: ISO 8601 in UTC with `Z`, milliseconds. */
export const Time = z.iso
  .datetime()
  .refine(hasYear, { error: 'has no such year' })
  .meta({ example: '2026-01-31T09:30:00.000Z' })

/** A day: `YYYY-MM-DD`. */
export const Day = z.iso.date().refine(hasYear, { error: 'has no such year' }).meta({ example: '2026-01-31' })

/** Whole seconds, 0 or more; at most about 68 years. */
export const Seconds = z.int().min(0).max(2_147_483_647)

/** Whole milliseconds, 0 or more. */
export const Milliseconds = z.int().min(0).max(2_147_483_647_000)

/** How long something took, in an input; `durationMs` counts where both are given. */
export const durations = { duration: Seconds.nullish(), durationMs: Milliseconds.nullish() }

/** The same, in an answer. */
export const lasted = {
  duration: z.int().nullable().meta({ description: 'Seconds.' }),
  durationMs: z.int().nullable(),
}

type Durations = { duration?: number | null | undefined; durationMs?: number | null | undefined }
/** The milliseconds that an input says. */
export const millisecondsOf = ({ duration, durationMs }: Durations) =>
  durationMs ?? (duration == null ? null : duration * 1000)

/** Whole seconds of milliseconds, as answers have both. */
export const secondsOf = (ms: number | null) => (ms === null ? null : Math.round(ms / 1000))

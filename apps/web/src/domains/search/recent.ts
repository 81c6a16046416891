import * as z from 'zod/mini'
import { keep, readKept } from '../../app/kept.ts'

const Found = z.object({
  type: z.enum(['projects', 'test_runs', 'repository_cases']),
  id: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  title: z.string(),
  number: z.nullable(z.number()),
})
export type Found = z.infer<typeof Found>

const NAME = 'recent-finds'
const KEPT = 6

/** What the reader opened from the palette last, newest first. */
export const recentFinds = (): Found[] => readKept(NAME, z.array(Found)) ?? []

export function rememberFind(found: Found) {
  const others = recentFinds().filter(({ id }) => id !== found.id)
  keep(NAME, [found, ...others].slice(0, KEPT))
}

import type { Milestone } from '@testplanit/api/domains/milestones/schemas'

export interface Line {
  milestone: Milestone
  depth: number
}

/** Those to be reached first stand first; those without a day last. */
const soonest = (a: Milestone, b: Milestone) =>
  (a.dueDate ?? '9999').localeCompare(b.dueDate ?? '9999') || a.name.localeCompare(b.name)

/** The milestones in the order of their tree, each with its depth. */
export function linesOf(all: readonly Milestone[]): Line[] {
  const known = new Set(all.map(({ id }) => id))
  const byParent = Map.groupBy(all, ({ parentId }) => (parentId && known.has(parentId) ? parentId : null))
  const below = (parentId: string | null, depth: number): Line[] =>
    (byParent.get(parentId) ?? [])
      .toSorted(soonest)
      .flatMap((milestone) => [{ milestone, depth }, ...below(milestone.id, depth + 1)])
  return below(null, 0)
}

/** The milestone and all that lie beneath it: none of them can become its parent. */
export function familyOf(id: string, all: readonly Milestone[]): Set<string> {
  const family = new Set([id])
  for (let size = 0; size !== family.size; ) {
    size = family.size
    for (const one of all) if (one.parentId && family.has(one.parentId)) family.add(one.id)
  }
  return family
}

import type { LinkType } from '@testplanit/api/domains/case-links/schemas'
import type { IssueSubject } from '@testplanit/api/domains/issues/schemas'
import type { Verdict } from '@testplanit/api/domains/results/schemas'
import type { RunCaseStatus } from '@testplanit/api/domains/runs/schemas'

/**
 * A project as plain objects: what people did to it, and nothing that follows from that. What was deleted stays here,
 * with its deletion: commands name it too, and are refused.
 */
export interface Model {
  folders: [root: Folder, ...Folder[]]
  cases: Case[]
  milestones: Milestone[]
  runs: Run[]
  issues: Issue[]
  links: Link[]
  deletions: Deletion[]
}

export interface Thing {
  id: string
  name: string
  /** What took it; undefined while it lives. */
  deletion?: Deletion | undefined
}
export interface Folder extends Thing {
  parent: Folder | null
}
export interface Case extends Thing {
  folder: Folder
  stepIds: string[]
}
export interface Milestone extends Thing {
  parent: Milestone | null
  isCompleted: boolean
}
export interface Run extends Thing {
  status: 'ACTIVE' | 'COMPLETED' | 'CANCELLED'
  milestone: Milestone | null
  configurationIds: string[]
  held: RunCase[]
}
export interface RunCase {
  id: string
  case: Case
  configurationId: string | null
  results: Result[]
}
export interface Result {
  id: string
  status: Verdict
  isCorrected: boolean
}
export interface Link {
  id: number
  type: LinkType
  a: Case
  b: Case
  /** `byHand` does not come back with a case. */
  deletion?: Deletion | 'byHand' | undefined
}
export interface Issue extends Thing {
  /** By their ids. */
  touches: Map<string, Touched>
}
export interface Touched {
  entityType: IssueSubject
  /** What lives while this is shown: of a result its run, whatever becomes of its case. */
  in: Case | Run
  result?: Result
}
export interface Deletion {
  id: string
  what: Folder | Case | Milestone | Run | Issue
  kind: 'folder' | 'case' | 'milestone' | 'run' | 'issue'
  /** The runs that it took off their milestones. */
  parted: [Run, Milestone][]
  isRestored: boolean
}

export const isLiving = (thing: object) => !('deletion' in thing) || thing.deletion === undefined
export const living = <T extends object>(things: T[]): T[] => things.filter(isLiving)

/** Whether a node of a tree is `top`, or beneath it. */
export const isWithin = <T extends { parent: T | null }>(node: T | null, top: T): boolean =>
  node !== null && (node === top || isWithin(node.parent, top))

export const shownStatus = ({ results }: RunCase): RunCaseStatus =>
  results.findLast(({ isCorrected }) => !isCorrected)?.status ?? 'NOT_STARTED'

export const isLinked = ({ links }: Model, type: LinkType, a: Case, b: Case) =>
  living(links).some((one) => one.type === type && ((one.a === a && one.b === b) || (one.a === b && one.b === a)))

/** Whether a case depends on another, over however many. */
export const dependsOn = (links: Link[], a: Case, b: Case, seen = new Set<Case>()): boolean => {
  if (seen.has(a)) return false
  seen.add(a)
  return links.some(
    (one) => one.type === 'DEPENDS_ON' && one.a === a && (one.b === b || dependsOn(links, one.b, b, seen)),
  )
}

/** All results with where they stand. */
export const resultsOf = ({ runs }: Model) =>
  runs.flatMap((run) => run.held.flatMap((at) => at.results.map((result) => ({ run, at, result }))))

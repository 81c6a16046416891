/** What a role grants is written by area and verb. `project` is the project itself: whoever has any grant in it reads it. */
export const areas = [
  'cases',
  'runs',
  'results',
  'sessions',
  'issues',
  'milestones',
  'comments',
  'tags',
  'templates',
  'sharedSteps',
  'configurations',
  'reports',
  'imports',
  'exports',
  'integrations',
  'webhooks',
  'members',
  'audit',
  'settings',
] as const
export const verbs = ['read', 'write', 'delete', 'close'] as const

export type Area = (typeof areas)[number]
export type Verb = (typeof verbs)[number]

/** Which verbs a role grants in which areas; `*` stands for every area. */
export type Grants = Partial<Record<Area | '*', Verb[]>>

/** Things that have an id; those with a project lead to it. */
export const entities = [
  'project',
  'folder',
  'case',
  'step',
  'sharedSteps',
  'caseLink',
  'tag',
  'milestone',
  'configuration',
  'field',
  'template',
  'run',
  'plan',
  'result',
  'session',
  'issue',
  'integration',
  'projectIntegration',
  'comment',
  'attachment',
  'user',
  'invitation',
  'group',
  'member',
  'role',
  'apiToken',
] as const
export type Entity = (typeof entities)[number]

/** What can be commented on, linked, attached to and forecast: its name in inputs, the entity, and the area that it is read in. */
export const subjects = {
  repositoryCase: { entity: 'case', area: 'cases' },
  testCase: { entity: 'case', area: 'cases' },
  testRun: { entity: 'run', area: 'runs' },
  testRunResult: { entity: 'result', area: 'results' },
  session: { entity: 'session', area: 'sessions' },
  issue: { entity: 'issue', area: 'issues' },
  step: { entity: 'step', area: 'cases' },
  comment: { entity: 'comment', area: 'comments' },
  milestone: { entity: 'milestone', area: 'milestones' },
} as const satisfies Record<string, { entity: Entity; area: Area }>
export type Subject = keyof typeof subjects

/** How an operation finds its project. K: the input fields that lead there; O: those that may be left out. */
export type Access<K extends PropertyKey = never, O extends PropertyKey = K> =
  | { scope: 'anyone' }
  | { scope: 'login' }
  | { scope: 'admin' }
  | { scope: 'creators' }
  | { scope: 'readable'; area: Area | 'project' }
  | { scope: 'project'; area: Area | 'project' | null; verb: Verb; entity: Entity; field: K }
  | { scope: 'either'; area: Area; verb: Verb; leads: readonly { entity: Entity; field: O }[] }
  | { scope: 'subject'; area: Area | null; verb: Verb; type: K; field: K }

/** No login is needed. */
export const anyone = { scope: 'anyone' } as const
/** Any login will do: it is about the caller alone. */
export const login = { scope: 'login' } as const
/** Administrators alone. */
export const admin = { scope: 'admin' } as const
/** Those who may create projects: administrators and project administrators. */
export const creators = { scope: 'creators' } as const
/** Rows of every project in which the caller reads that area; the handler filters in SQL. */
export const readable = (area: Area | 'project') => ({ scope: 'readable', area }) as const

/** The caller must have the verb in that area of the project to which an input field leads. */
export const project = (area: Area | 'project', verb: Verb) => ({
  /** The field is the project's id. */
  of: <const K extends string>(field: K) => ({ scope: 'project', area, verb, entity: 'project', field }) as const,
  /** The field is the id of an entity in the project; `where.id` is one within another. */
  through: <const K extends string>(entity: Entity, field: K) =>
    ({ scope: 'project', area, verb, entity, field }) as const,
})

/** The same, where the entity stands at another, whose area is asked for: its own row says which that is. */
export const standing = <const K extends string>(entity: Entity, field: K, verb: Verb) =>
  ({ scope: 'project', area: null, verb, entity, field }) as const

/**
 * The project is that of a subject, of which one field says the type and the other the id: whoever calls must read it,
 * and have the verb in the area that is named; without one, in the subject's own.
 */
export const about = <const K extends string>(type: K, field: K, verb: Verb, area: Area | null = null) =>
  ({ scope: 'subject', area, verb, type, field }) as const

/** The same, where one of several fields leads to the project: the first that is given. The input demands one. */
export const either = <const K extends string>(area: Area, verb: Verb, ...leads: { entity: Entity; field: K }[]) =>
  ({ scope: 'either', area, verb, leads }) as const

/** Whether grants hold a verb in an area. Several grants add up. */
export const grants = (all: Grants[], area: Area | 'project', verb: Verb): boolean =>
  area === 'project'
    ? verb === 'read' && all.length > 0
    : all.some((one) => (one[area] ?? one['*'])?.includes(verb) ?? false)

/** Several grants as one: each area with all its verbs. */
export function together(all: Grants[]): Grants {
  const named = new Set(all.flatMap((one) => Object.keys(one) as (Area | '*')[]))
  return Object.fromEntries(
    [...named].map((area) => [
      area,
      verbs.filter((verb) => all.some((one) => (one[area] ?? one['*'])?.includes(verb))),
    ]),
  )
}

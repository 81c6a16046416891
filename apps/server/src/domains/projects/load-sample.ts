import type { projects as operations } from '@testplanit/api/domains/projects/operations'
import { and, eq, isNull, sql } from 'drizzle-orm'
import sample from '../../../samples/storefront.json' with { type: 'json' }
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { idAt, newId, timeOf } from '../../platform/database/ids.ts'
import type { Writing } from '../attachments/writes.ts'
import { insertCases } from '../cases/writes.ts'
import { folders } from '../folders/tables.ts'
import { milestones } from '../milestones/tables.ts'
import { applied } from '../results/writes.ts'
import { runs } from '../runs/tables.ts'
import { insertRunCases } from '../runs/writes.ts'
import { projectOf } from './answers.ts'
import { projects } from './tables.ts'
import { insertProject } from './writes.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MINUTE = 60_000

type Case = (typeof sample.cases)[number] & { id: string }
type Outcome = { status: 'PASSED' | 'FAILED' | 'BLOCKED' | 'SKIPPED'; message?: string | undefined } | null
interface Run {
  name: string
  at: Date
  milestoneId: string | null
  isDone: boolean
  isManual: boolean
  outcomes: { one: Case; outcome: Outcome }[]
}
type Place = { tx: Writer; projectId: string; by: { createdBy: string; updatedBy: string } }

/** Makes the sample project: an online shop with a month of nightly runs and a release under way. */
export const loadSample: Handler<typeof operations.loadSample> = async ({ actor, tx, record, platform }) => {
  const [there] = await tx
    .select()
    .from(projects)
    .where(and(eq(projects.sample, 'storefront'), isNull(projects.deletedAt)))
  if (there) return projectOf(there)
  const { name, description } = sample
  const project = await insertProject(tx, { name, description, sample: 'storefront' }, actor)
  const place = { tx, projectId: project.id, by: { createdBy: actor.id, updatedBy: actor.id } }
  const now = platform.now().getTime()
  const all = await makeCases(place, { tx, actor: { ...actor, projectId: project.id }, record, uploads: new Map() })
  const dates = await insertMilestones(place, now)
  for (const run of [...nightlyRuns(all, now), ...manualRuns(all, now, dates)]) await insertRun(place, run, actor.id)
  record.created('project', project)
  const [made] = await tx.select().from(projects).where(eq(projects.id, project.id))
  return projectOf(made ?? project)
}

async function makeCases(place: Place, writing: Writing): Promise<Case[]> {
  const folderIds = await insertFolders(place)
  const drafts = sample.cases.map(({ folder, automated, ...one }) => ({
    ...one,
    folderId: folderIds.get(folder.join('/')) as string,
    automationStatus: automated ? ('AUTOMATED' as const) : ('MANUAL' as const),
    priority: one.priority as 'LOW',
    customFields: [],
    attachments: [],
  }))
  const made = await insertCases(writing, drafts)
  return sample.cases.map((one, i) => ({ ...one, id: made[i]?.id as string }))
}

/** Two levels of folders; gives their ids by path. */
async function insertFolders({ tx, projectId, by }: Place): Promise<Map<string, string>> {
  const [root] = await tx.select().from(folders).where(eq(folders.projectId, projectId))
  const paths = [...new Set(sample.cases.flatMap(({ folder }) => [folder[0], folder.join('/')]))]
  const ids = new Map(paths.map((path) => [path as string, newId()]))
  const parentOf = (path: string) => (path.includes('/') ? ids.get(path.split('/')[0] as string) : root?.id)
  await tx.insert(folders).values(
    [...ids].map(([path, id], order) => ({
      ...by,
      id,
      projectId,
      parentId: parentOf(path),
      name: path.split('/').at(-1) as string,
      order,
    })),
  )
  return ids
}

async function insertMilestones({ tx, projectId, by }: Place, now: number): Promise<string[]> {
  const dates = sample.milestones.map(({ name, due, done }) => ({
    ...by,
    id: newId(),
    projectId,
    name,
    dueDate: new Date(now + due * DAY).toISOString().slice(0, 10),
    completedAt: done === null ? null : new Date(now + done * DAY).toISOString(),
  }))
  await tx.insert(milestones).values(dates)
  return dates.map(({ id }) => id)
}

/** Every night all automated cases; on some days what the sample says fails, or cannot run. */
function nightlyRuns(all: Case[], now: number): Run[] {
  const { name, days, broken, failing, messages } = sample.nightly
  const outcomeOf = ({ title, tags }: Case, ago: number): Outcome => {
    if (broken.days.includes(ago) && tags.includes(broken.tag))
      return { status: 'BLOCKED', message: 'The payment sandbox does not answer' }
    const fails = (failing as Record<string, number[]>)[title]?.includes(ago)
    return fails ? { status: 'FAILED', message: (messages as Record<string, string>)[title] } : { status: 'PASSED' }
  }
  return Array.from({ length: days }, (_, i) => days - 1 - i).map((ago) => ({
    name: `${name} #${1842 - ago}`,
    at: new Date(now - ago * DAY - 4 * HOUR),
    milestoneId: null,
    isDone: true,
    isManual: false,
    outcomes: all.filter(({ automated }) => automated).map((one) => ({ one, outcome: outcomeOf(one, ago) })),
  }))
}

function manualRuns(all: Case[], now: number, milestoneIds: string[]): Run[] {
  return sample.manual.map(({ name, ago, milestone, done, executed, tag, failing, blocked = [], skipped = [] }) => {
    const chosen = all.filter(({ tags }) => !tag || tags.includes(tag))
    const outcomeOf = (one: Case, i: number): Outcome => {
      const says = (titles: readonly string[]) => titles.includes(one.title)
      if (says(failing)) return { status: 'FAILED' }
      if (says(blocked)) return { status: 'BLOCKED' }
      if (says(skipped)) return { status: 'SKIPPED' }
      return i < executed * chosen.length ? { status: 'PASSED' } : null
    }
    return {
      name,
      at: new Date(now - ago * DAY - 6 * HOUR),
      milestoneId: milestoneIds[milestone] ?? null,
      isDone: done,
      isManual: true,
      outcomes: chosen.map((one, i) => ({ one, outcome: outcomeOf(one, i) })),
    }
  })
}

async function insertRun(
  { tx, projectId, by }: Place,
  { name, at, milestoneId, isDone, isManual, outcomes }: Run,
  userId: string,
): Promise<void> {
  const createdAt = at.toISOString()
  const run = { id: idAt(at), projectId }
  const end = isDone ? { status: 'COMPLETED' as const, completedAt: new Date(at.getTime() + HOUR).toISOString() } : {}
  await tx.insert(runs).values({ ...run, ...by, name, milestoneId, createdAt, updatedAt: createdAt, ...end })
  const chosen = outcomes.map(({ one }) => ({
    repositoryCaseId: one.id,
    assignedTo: isManual && !isDone ? userId : null,
  }))
  const { testCases } = await insertRunCases(tx, { ...run, configurationIds: [] }, chosen)
  const runCaseOf = new Map(testCases.map(({ repositoryCaseId, id }) => [repositoryCaseId, id]))
  const rows = outcomes.flatMap(({ one, outcome }, i) => {
    if (!outcome) return []
    const id = idAt(new Date(at.getTime() + (isManual ? i * 4 * MINUTE : i * 900)))
    const duration_ms = isManual ? one.estimate * 900 + (i % 7) * 9000 : 400 + ((i * 379) % 2600)
    return [
      {
        id,
        run_case_id: runCaseOf.get(one.id),
        case_id: one.id,
        duration_ms,
        flaky: false,
        message: null,
        created_at: timeOf(id),
        ...outcome,
      },
    ]
  })
  await tx.execute(sql`
    with staged as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, run_case_id uuid, case_id uuid, status text, flaky boolean, duration_ms bigint, message text, created_at timestamptz(3))
    ), inserted as (
      insert into results (id, created_at, created_by, project_id, run_id, run_case_id, case_id, status, duration_ms, message)
      select id, created_at, ${isManual ? userId : null}::uuid, ${projectId}::uuid, ${run.id}::uuid, run_case_id, case_id, status, duration_ms, message
        from staged
    ), ${applied(run)}
    select count(*) from staged`)
}

import type { Counts } from '@testplanit/api/domains/runs/schemas'
import { expect } from 'vitest'
import type { TestServer } from '../server.ts'
import { wronglyKept } from './kept.ts'

/** What is seen of a project, by the names of its things, so that a difference reads as one. */
export interface Picture {
  folders: Record<string, { parent: string | null; caseCount: number }>
  /** The folder of each. */
  cases: Record<string, string | null>
  runs: Record<string, { status: string; milestone: string | null; counts: Counts; cases: string[] }>
  milestones: Record<
    string,
    {
      parent: string | null
      isCompleted: boolean
      counts: Counts
      progress: [completed: number, total: number]
      open: { runs: number; cases: number; milestones: number }
    }
  >
  links: string[]
  issues: Record<string, { touches: string[]; failedIn: string[] }>
  trash: string[]
  /** How many are recorded. */
  results: number
  wronglyKept: unknown[]
}

/** A project as the API shows it, and what of its kept sums is not the sum of its rows. */
export async function pictureOf({ admin, platform }: TestServer, projectId: string): Promise<Picture> {
  const { sql } = platform.database
  const get = async (path: string, query = '') => {
    const { status, body } = await admin.get(`/api/${path}?limit=250${query}`)
    expect([status, body.pagination.total], path).toEqual([200, body.data.length])
    return body.data
  }
  const ofProject = (path: string) => get(path, `&projectId=${projectId}`)
  const [tree, cases, runs, milestones, issues, trash, [recorded], wrong] = await Promise.all([
    admin.get(`/api/folders/tree?projectId=${projectId}`),
    ofProject('repository-cases'),
    ofProject('test-runs'),
    ofProject('milestones'),
    ofProject('issues'),
    ofProject('trash'),
    sql`select count(*)::int as results from results where project_id = ${projectId}`,
    wronglyKept(sql, projectId),
  ])
  const folders = tree.body.data
  const each = (rows: Row[], path: (id: string) => string) => Promise.all(rows.map(({ id }: Row) => get(path(id))))
  const where = { OR: cases.map(({ id }: Row) => ({ caseAId: id })) }
  const [links, held, touched, failed] = await Promise.all([
    get('model/RepositoryCaseLink/findMany', `&q=${JSON.stringify({ where, include: { caseA: true, caseB: true } })}`),
    each(runs, (id) => `test-runs/${id}/cases`),
    each(issues, (id) => `issues/${id}/links`),
    each(issues, (id) => `issues/${id}/runs`),
  ])

  return {
    folders: byName(folders, (one) => ({ parent: nameIn(folders, one.parentId), caseCount: one.caseCount })),
    cases: byName(cases, (one) => nameIn(folders, one.folderId)),
    runs: byName(runs, ({ status, milestoneId, counts }, i) => ({
      status,
      milestone: nameIn(milestones, milestoneId),
      counts,
      cases: held[i].map((one: Row) => `${one.title} ${one.configurationId}: ${one.status}`).sort(),
    })),
    milestones: byName(milestones, ({ parentId, completedAt, counts, progress, open }) => ({
      parent: nameIn(milestones, parentId),
      isCompleted: completedAt !== null,
      counts,
      progress: [progress.completed, progress.total],
      open,
    })),
    links: links.map(({ type, caseA, caseB }: Row) => `${caseA.title} ${type} ${caseB.title}`).sort(),
    issues: byName(issues, (_, i) => ({
      touches: touched[i].map((one: Row) => `${one.entityType} ${one.entityId}`).sort(),
      failedIn: failed[i].map((one: Row) => `${one.name}: ${one.failures}`).sort(),
    })),
    trash: trash.map((one: Row) => `${one.entityType} ${one.name}`),
    results: recorded?.results,
    wronglyKept: wrong,
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what the API answers, as it came.
type Row = any

const byName = <S>(rows: Row[], show: (row: Row, i: number) => S): Record<string, S> =>
  Object.fromEntries(rows.map((row, i) => [row.title ?? row.name, show(row, i)]))
const nameIn = (rows: Row[], id: string | null): string | null => rows.find((row) => row.id === id)?.name ?? id

import type { Trashed } from '@testplanit/api/domains/trash/schemas'
import { getTableName, sql as part } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'
import { png, upload } from '../../../test/upload.ts'
import { makeWorld } from '../../../test/world.ts'
import { clearFiles } from '../attachments/clear-files.job.ts'
import { storageKeyOf } from '../attachments/queries.ts'
import { tiesOf } from './purge/ties.ts'
import { purgeTrash } from './purge-trash.job.ts'

const server = await startServer()
const { admin, make, platform } = server
const { sql } = platform.database
const project = await make.project()
type Ids = { id: string }

const run = (days = 90) =>
  purgeTrash.run({}, { ...platform, config: { ...platform.config, TRASH_DAYS: days } }, new AbortController().signal)
const daysPass = (days: number) => sql`update deletions set created_at = created_at - make_interval(days => ${days})`
const trashed = async (entityId: string) => {
  const { data } = (await admin.get('/api/trash?limit=250')).body
  return data.find((one: { entityId: string }) => one.entityId === entityId)
}
const isThere = async (table: string, id: string) =>
  (await sql`select 1 from ${sql(table)} where id = ${id}`).length > 0
const gone = async (path: string) => {
  const { status } = await admin.delete(path)
  if (status !== 204) throw new Error(`DELETE ${path}: ${status}`)
}
/** Everything in the trash has had its time. */
const purge = async () => {
  await daysPass(91)
  await run()
}
const say = async (entityType: string, { id }: Ids, extra = {}) =>
  (await admin.post('/api/comments', { projectId: project.id, entityType, entityId: id, content: 'Look', ...extra }))
    .body
const attach = async (entityType: string, { id }: Ids) => {
  const fileKey = await upload(admin, png)
  const { body } = await admin.post('/api/attachments', { entityType, entityId: id, name: 'shot.png', fileKey })
  return { id: body.id as string, fileKey }
}
const execute = async ({ id }: Ids, testCase: Ids, body: object) =>
  (await admin.post(`/api/test-runs/${id}/cases/${testCase.id}/execute`, body)).body

test('every foreign key onto what goes for good says what becomes of it, and is found by an index', async () => {
  const nameOf = (column: Parameters<typeof part.join>[0][number]) =>
    new PgDialect({ casing: 'snake_case' }).sqlToQuery(part`${column}`).sql.replaceAll('"', '')
  const said = [...tiesOf].flatMap(([table, { parts = [], holders = [], freed = [] }]) =>
    [...parts, ...holders, ...freed].map((column) => `${nameOf(column as never)} → ${getTableName(table)}`),
  )
  // Rows of users stay: what they did names them.
  const of = new Set(said.flatMap((one) => one.split(' → ')[1] ?? []))
  const found = await sql`
    select c.relname || '.' || a.attname || ' → ' || t.relname as tie, t.relname as target, exists (
             select from pg_index i
              where i.indrelid = c.oid and i.indkey[0] = a.attnum and (i.indpred is null
                or pg_get_expr(i.indpred, i.indrelid) = '(' || a.attname || ' IS NOT NULL)')) as indexed
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
     where k.contype = 'f' and k.conparentid = 0 and not c.relispartition and t.relname <> 'users'`
  const ties = found.filter(({ target }) => of.has(target))
  expect(said.filter((one) => !one.endsWith('→ users')).sort()).toEqual(ties.map(({ tie }) => tie).sort())
  // A project or a role that goes is rare: then its few tables are looked through.
  const rare = ['projects', 'roles', 'templates', 'fields', 'invitations', 'shared_steps']
  expect(ties.filter(({ target, indexed }) => !indexed && !rare.includes(target)).map(({ tie }) => tie)).toEqual([])
})

const kinds: Record<Trashed, () => Promise<{ id: string; path: string; table: string }>> = {
  project: async () => at(await make.project(), 'projects', 'projects'),
  folder: async () => at(await make.folder(project), 'folders', 'folders'),
  case: async () => at(await make.case(project), 'repository-cases', 'cases'),
  milestone: async () => at(await make.milestone(project), 'milestones', 'milestones'),
  tag: async () => at(await make.tag(project), 'tags', 'tags'),
  run: async () => at(await make.run(project, [await make.case(project)]), 'test-runs', 'runs'),
  plan: async () => at(await make.plan(project), 'test-plans', 'plans'),
  session: async () => at(await make.session(project), 'sessions', 'sessions'),
  issue: async () => at(await make.issue(project), 'issues', 'issues'),
  integration: async () => at(await make.integration(), 'integrations', 'integrations'),
  comment: async () => at(await say('repositoryCase', await make.case(project)), 'comments', 'comments'),
  attachment: async () => at(await attach('testCase', await make.case(project)), 'attachments', 'attachments'),
  configuration: async () => at(await make.configuration(project), 'configurations', 'configurations'),
  field: async () => at(await make.field(project, 'TEXT'), 'fields', 'fields'),
  template: async () => at(await make.template(project), 'templates', 'templates'),
  sharedSteps: async () => at(await make.sharedSteps(project), 'shared-steps', 'shared_steps'),
  user: async () => at((await make.user()).user, 'users', 'users'),
  group: async () => at(await make.group([(await make.user()).user]), 'groups', 'groups'),
  role: async () => at(await make.role(), 'roles', 'roles'),
}
const at = ({ id }: Ids, path: string, table: string) => ({ id, path: `/api/${path}/${id}`, table })

for (const [kind, made] of Object.entries(kinds))
  test(`${kind}: comes back until its time is over, then goes for good, and the audit log says so`, async () => {
    const [one, kept] = [await made(), await made()]
    await gone(one.path)
    await daysPass(89)
    await run()
    const deletion = await trashed(one.id)
    expect(deletion).toMatchObject({ entityType: kind })
    await daysPass(2)
    await run(0)
    expect(await trashed(one.id)).toBeDefined()
    await run()
    expect(await trashed(one.id)).toBeUndefined()
    expect((await admin.post(`/api/trash/${deletion.id}/restore`)).status).toBe(404)
    expect(await sql`select 1 from deletions where id = ${deletion.id}`).toHaveLength(0)
    expect([await isThere(one.table, one.id), await isThere(kept.table, kept.id)]).toEqual([kind === 'user', true])
    const { data } = (await admin.get(`/api/audit-log?entityId=${one.id}`)).body
    expect(data[0]).toMatchObject({
      operation: 'trash.purge',
      userId: null,
      entityType: kind,
      projectId: deletion.projectId,
      changes: { purged: true, deletionId: deletion.id, name: deletion.name, deletedBy: deletion.createdBy },
    })
    expect(data[1].operation).toMatch(/\.delete$/)
    await run()
    expect((await admin.get(`/api/audit-log?entityId=${one.id}`)).body.data).toHaveLength(data.length)
  })

test('with a case goes all that is part of it, and the bytes of its files', async () => {
  const [one, other] = [
    await make.case(project, { steps: [{ action: 'Look' }], tags: ['gone'] }),
    await make.case(project, { tags: ['gone'] }),
  ]
  await admin.post('/api/model/RepositoryCaseLink/create', {
    data: { caseA: { connect: { id: one.id } }, caseB: { connect: { id: other.id } }, type: 'DEPENDS_ON' },
  })
  const issue = await make.issue(project)
  await admin.post(`/api/issues/${issue.id}/link`, { entityType: 'testCase', entityId: one.id })
  const { user } = await make.member(project, 'Tester')
  const comment = await say('repositoryCase', one, { mentionedUserIds: [user.id] })
  const files = [
    await attach('testCase', one),
    await attach('step', one.steps[0]),
    await attach('comment', comment),
    await attach('testCase', other),
  ].map(({ fileKey }) => fileKey)
  await gone(`/api/comments/${comment.id}`)
  await gone(`/api/repository-cases/${one.id}`)
  await purge()
  const left = await sql`
    select 'steps' as of from steps where case_id = ${one.id} union all select 'tags' from case_tags where case_id = ${one.id}
    union all select 'links' from case_links where ${one.id} in (case_a_id, case_b_id)
    union all select 'comments' from comments where id = ${comment.id}
    union all select 'mentions' from comment_mentions where comment_id = ${comment.id}
    union all select 'issues' from issue_links where case_id = ${one.id} union all select 'case' from cases where id = ${one.id}`
  expect([...left]).toEqual([])
  expect((await admin.get(`/api/repository-cases/${other.id}`)).body).toMatchObject({
    tags: ['gone'],
    attachments: [{}],
  })
  expect((await admin.get(`/api/issues/${issue.id}`)).status).toBe(200)

  await sql`update files set created_at = created_at - interval '25 hours'`
  await clearFiles.run({}, platform, new AbortController().signal)
  const bytes = files.map((key) => platform.storage.peek(storageKeyOf(key.split('/')[1] as string), 0))
  expect((await Promise.all(bytes)).map((there) => there !== null)).toEqual([false, false, false, true])
})

test('an attachment that was left out of a new list goes after the same time, and what was deleted later does not', async () => {
  const files = await Promise.all([1, 2, 3].map(() => upload(admin, png)))
  const attachments = files.map((fileKey) => ({ name: 'shot.png', fileKey }))
  const session = await make.session(project, { attachments })
  const [before, lately, kept] = session.attachments
  const put = (others: Ids[]) => admin.put(`/api/sessions/${session.id}`, { attachments: others })
  await put([lately, kept])
  await sql`update attachments set deleted_at = deleted_at - interval '91 days' where id = ${before.id}`
  await put([kept])
  await run()
  const there = await Promise.all([before, lately, kept].map(({ id }) => isThere('attachments', id)))
  expect(there).toEqual([false, true, true])
  const discarded = await sql`select key from files where key = any(${files}) and discarded_at is not null`
  expect([...discarded]).toEqual([{ key: files[0] }])
})

test('a case that a run shows stays shown, with its folders, until that run goes too', async () => {
  const folder = await make.folder(project)
  const inner = await make.folder(project, { parentId: folder.id })
  const beside = await make.folder(project, { parentId: folder.id })
  const held = await make.case(project, { folderId: inner.id, steps: [{ action: 'Look' }] })
  const free = await make.case(project, { folderId: inner.id })
  const { id: attachmentId } = await attach('testCase', held)
  const holder = await make.run(project, [held])
  await gone(`/api/folders/${folder.id}`)
  await purge()
  expect(await trashed(folder.id)).toBeUndefined()
  const there = async () =>
    Promise.all([
      ...[folder, inner, beside].map(({ id }) => isThere('folders', id)),
      ...[held, free].map(({ id }) => isThere('cases', id)),
    ])
  expect(await there()).toEqual([true, true, false, true, false])
  expect((await admin.get(`/api/test-runs/${holder.id}`)).body.testCases).toMatchObject([{ repositoryCaseId: held.id }])
  expect((await admin.get(`/api/attachments/${attachmentId}`)).status).toBe(302)

  await gone(`/api/test-runs/${holder.id}`)
  await purge()
  expect(await there()).toEqual([false, false, false, false, false])
  expect(await sql`select 1 from deletions where entity_id = ${folder.id}`).toHaveLength(0)
})

test('with a run go its results, and what they added to sums of cases that live on', async () => {
  const one = await make.case(project)
  const [stays, goes] = [await make.run(project, [one]), await make.run(project, [one])]
  const failed = { status: 'FAILED', durationMs: 5000 }
  await execute(stays, one, failed)
  const result = await execute(goes, one, failed)
  const corrected = await admin.post(`/api/results/${result.id}/correct`, { status: 'PASSED', durationMs: 100 })
  await execute(goes, one, failed)
  const issue = await make.issue(project)
  await admin.post(`/api/issues/${issue.id}/link`, { entityType: 'testRunResult', entityId: result.id })
  await attach('testRun', goes)
  await attach('testRunResult', corrected.body)
  await attach('comment', await say('testRunResult', result))
  await say('testRun', goes)
  const kept = async () => [
    (await sql`select failed from case_failures where case_id = ${one.id}`)[0]?.failed,
    (await sql`select times, duration_ms::int as ms from case_durations where case_id = ${one.id}`)[0],
  ]
  expect(await kept()).toEqual([2, { times: 3, ms: 10_100 }])
  await gone(`/api/test-runs/${goes.id}`)
  await purge()
  expect(await kept()).toEqual([1, { times: 1, ms: 5000 }])
  for (const table of ['run_cases', 'results', 'daily_results', 'issue_links', 'comments', 'attachments'])
    expect(await sql`select 1 from ${sql(table)} where run_id = ${goes.id}`, table).toHaveLength(0)
  expect((await admin.get(`/api/test-runs/${stays.id}`)).body.counts.failed).toBe(1)
})

test('what names something that goes, and lives on, names it no more', async () => {
  const session = await make.session(project)
  const seen = await admin.post(`/api/sessions/${session.id}/results`, {
    findings: [{ type: 'BUG', title: 'It hangs' }],
  })
  const filed = await admin.post(`/api/sessions/${session.id}/findings/${seen.body.findings[0].id}/issue`, {})
  const integration = await make.integration()
  await admin.post(`/api/projects/${project.id}/integrations`, { integrationId: integration.id })
  const tracked = await make.issue(project, { integrationId: integration.id })
  const configuration = await make.configuration(project)
  const shown = await make.run(project, [await make.case(project)], { configurationId: configuration.id })
  await gone(`/api/sessions/${session.id}`)
  await gone(`/api/integrations/${integration.id}`)
  await gone(`/api/configurations/${configuration.id}`)
  await purge()
  expect([filed.status, await isThere('sessions', session.id), await isThere('integrations', integration.id)]).toEqual([
    201,
    false,
    false,
  ])
  const [{ findingId } = {}] = await sql`select finding_id as "findingId" from issues where id = ${filed.body.id}`
  expect(findingId).toBeNull()
  expect((await admin.get(`/api/issues/${tracked.id}`)).body).toMatchObject({
    integrationId: null,
    title: tracked.title,
  })
  // A run still shows it.
  expect(await isThere('configurations', configuration.id)).toBe(true)
  expect((await admin.get(`/api/test-runs/${shown.id}`)).body.configurationIds).toEqual([configuration.id])
})

test('what cases say of a field goes with it, and a template that a session shows stays', async () => {
  const [field, other] = [await make.field(project, 'TEXT'), await make.field(project, 'TEXT')]
  const template = await make.template(project, { fields: [{ fieldId: field.id }, { fieldId: other.id }] })
  const said = (...fields: Ids[]) => fields.map(({ id }) => ({ fieldId: id, value: 'Said' }))
  const [both, one] = [
    await make.case(project, { templateId: template.id, customFields: said(field, other) }),
    await make.case(project, { templateId: template.id, customFields: said(field) }),
  ]
  await gone(`/api/fields/${field.id}`)
  await purge()
  const values = await sql`select custom_fields as said from cases where id = any(${[both.id, one.id]}) order by id`
  expect(values.map((row) => row.said)).toEqual([{ [other.id]: 'Said' }, null])
  for (const table of ['case_field_keys', 'template_fields'])
    expect(await sql`select 1 from ${sql(table)} where field_id = ${field.id}`, table).toHaveLength(0)
  expect((await admin.get(`/api/repository-cases/${both.id}`)).body.customFields).toMatchObject(said(other))

  const session = await make.session(project, { templateId: template.id })
  const [{ id: casesTo }] = (await admin.get(`/api/templates?projectId=${project.id}`)).body.data.filter(
    ({ builtIn }: { builtIn: boolean }) => builtIn,
  )
  await gone(`/api/templates/${template.id}?casesTo=${casesTo}`)
  await purge()
  expect(await isThere('templates', template.id)).toBe(true)
  await gone(`/api/sessions/${session.id}`)
  await purge()
  expect(await isThere('templates', template.id)).toBe(false)
})

test('of a user the name stays beside what they did, and nothing else', async () => {
  const { user, client } = await make.member(project, 'Tester')
  await make.group([user])
  const one = await make.case(project)
  const held = await make.run(project, [one])
  await client.post('/api/api-tokens', { name: 'ci' })
  await client.post(`/api/test-runs/${held.id}/cases/${one.id}/execute`, { status: 'PASSED' })
  await gone(`/api/users/${user.id}`)
  await purge()
  const { data } = (await admin.get(`/api/repository-cases/${one.id}/results`)).body
  expect(data).toMatchObject([{ createdBy: user.id, userName: user.name }])
  const [row] = await sql`select * from users where id = ${user.id}`
  expect(row).toMatchObject({ name: user.name, password_hash: '', last_seen_at: null, deletion_id: null })
  expect(JSON.stringify(row)).not.toContain(user.email)
  for (const table of ['members', 'group_members', 'api_tokens', 'logins', 'notifications'])
    expect(await sql`select 1 from ${sql(table)} where user_id = ${user.id}`, table).toHaveLength(0)
})

test('with a project goes all that is in it, living or deleted, and nothing of another', async () => {
  const [world, other] = [await makeWorld(server), await makeWorld(server)]
  await gone(`/api/repository-cases/${world.otherCase}`)
  const tables = (
    await sql`select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
               where a.attname = 'project_id' and c.relkind in ('r', 'p') and not c.relispartition
                 and c.relnamespace = 'public'::regnamespace`
  ).map(({ name }) => name as string)
  const rowsOf = async (id: string) => {
    const counts = tables.map(async (name) => {
      const [row] = await sql`select count(*)::int as n from ${sql(name)} where project_id = ${id}`
      return [name, row?.n] as const
    })
    return Object.fromEntries(
      (await Promise.all(counts)).filter(([name, n]) => n && !['audit_log', 'events'].includes(name)),
    )
  }
  const before = await rowsOf(other.project)
  expect(Object.keys(before).length).toBeGreaterThan(15)
  const audited = (await admin.get(`/api/audit-log?projectId=${world.project}`)).body.pagination.total
  await gone(`/api/projects/${world.project}`)
  await sql`update deletions set created_at = created_at - interval '91 days' where project_id = ${world.project}`
  await run()
  expect(await rowsOf(world.project)).toEqual({})
  expect(await isThere('projects', world.project)).toBe(false)
  expect(await rowsOf(other.project)).toEqual(before)
  expect((await admin.get(`/api/audit-log?projectId=${world.project}`)).body.pagination.total).toBeGreaterThan(audited)
})

test('what was restored is not purged, and what is being restored comes back whole or not at all', async () => {
  for (let i = 0; i < 6; i++) {
    const folder = await make.folder(project)
    const [inside, again] = [await make.case(project, { folderId: folder.id }), await make.case(project)]
    await gone(`/api/repository-cases/${again.id}`)
    await admin.post(`/api/trash/${(await trashed(again.id)).id}/restore`)
    await gone(`/api/folders/${folder.id}`)
    const { id } = await trashed(folder.id)
    await daysPass(91)
    const [restored] = await Promise.all([admin.post(`/api/trash/${id}/restore`), run()])
    const isBack = restored.status === 200
    expect(restored.status).toBe(isBack ? 200 : 404)
    expect([await isThere('folders', folder.id), await isThere('cases', inside.id)]).toEqual([isBack, isBack])
    expect((await admin.get(`/api/repository-cases/${again.id}`)).status).toBe(200)
  }
})

test('more than go at a time, and a purge that was killed wherever it was, come to the same end', async () => {
  const folder = await make.folder(project)
  const inner = await make.folder(project, { parentId: folder.id })
  const one = await make.case(project, { folderId: inner.id, steps: [{ action: 'Look' }], tags: ['many'] })
  await sql`
    insert into cases (id, project_id, folder_id, template_id, title, automation_status)
    select gen_random_uuid(), project_id, folder_id, template_id, title, automation_status
      from cases, generate_series(1, 449) where id = ${one.id}`
  const shown = await make.run(project, [], { filter: { folderId: inner.id }, testCases: undefined })
  expect(shown.testCasesTotal).toBe(450)
  await gone(`/api/test-runs/${shown.id}`)
  await gone(`/api/folders/${folder.id}`)
  await daysPass(91)

  const { transaction } = platform.database
  /** The purge, killed in its transaction of that number; whether it came to its end before. */
  const killedAt = async (number: number) => {
    let begun = 0
    platform.database.transaction = (work) =>
      transaction(async (tx) => {
        const done = await work(tx)
        if (begun++ === number) throw new Error('killed')
        return done
      })
    const end = await run().catch(({ message }) => message)
    platform.database.transaction = transaction
    return end
  }
  expect(await killedAt(0)).toBe('killed')
  expect(await trashed(folder.id)).toBeDefined()
  let deaths = 1
  for (let end = await killedAt(1); end; end = await killedAt(deaths)) {
    expect(end).toBe('killed')
    expect(await trashed(folder.id)).toBeUndefined()
    deaths++
  }
  expect(deaths).toBeGreaterThan(5)
  expect(await sql`select 1 from cases where folder_id = ${inner.id}`).toHaveLength(0)
  expect(await sql`select 1 from run_cases where run_id = ${shown.id}`).toHaveLength(0)
  expect([await isThere('folders', folder.id), await isThere('runs', shown.id)]).toEqual([false, false])
  expect(await sql`select 1 from deletions where purged_at is not null and entity_type = 'folder'`).toHaveLength(0)
})

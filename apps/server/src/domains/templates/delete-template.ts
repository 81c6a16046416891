import { EXACT_TOTAL } from '@testplanit/api/common/page'
import type { templates as operations } from '@testplanit/api/domains/templates/operations'
import { conflict, invalid, notFound } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { allowMinutes, type Writer } from '../../platform/database/database.ts'
import { remove } from '../../platform/database/entities.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { lock } from '../../platform/database/locks.ts'
import { cappedCount } from '../../platform/database/page.ts'
import { keepVersions } from '../case-versions/writes.ts'
import { cases } from '../cases/tables.ts'
import { templates } from './tables.ts'

export const deleteTemplate: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const { templateId: id, casesTo } = input
  const { projectId } = actor
  if (casesTo === id) throw invalid({ field: 'casesTo', message: 'is the template that is to go' })
  await lock(tx, 'templates', projectId)
  const { isDefault } = await hold(tx, id, casesTo)
  await (casesTo ? allowMinutes(tx) : mustBeUnused(tx, id))
  const moved = await moveCases(tx, id, casesTo, actor.id)
  const removed = await remove(tx, templates, id, actor)
  if (isDefault)
    await tx.execute(sql`
      update templates set is_default = built_in where project_id = ${projectId} and (built_in or id = ${id})`)
  record.deleted('template', removed, { casesTo, movedCases: moved })
}

/** Nobody makes a case of either until this is done. Throws NOT_FOUND, CONFLICT, VALIDATION_ERROR. */
async function hold(tx: Writer, id: string, casesTo: string | undefined) {
  const held = await tx
    .select()
    .from(templates)
    .where(and(sql`${templates.id} = ${anyOf(casesTo ? [id, casesTo] : [id])}`, isNull(templates.deletedAt)))
    .orderBy(templates.id)
    .for('update')
  const template = held.find((one) => one.id === id)
  if (!template) throw notFound('template')
  if (template.builtIn) throw conflict('The built-in template of a project cannot be deleted.')
  if (casesTo && held.length < 2) throw invalid({ field: 'casesTo', message: 'names no template that exists here' })
  return template
}

async function mustBeUnused(tx: Writer, id: string): Promise<void> {
  const count = await cappedCount(tx, cases, and(eq(cases.templateId, id), isNull(cases.deletedAt)))
  const said =
    count > EXACT_TOTAL ? `more than ${EXACT_TOTAL} cases have` : `${count} ${count === 1 ? 'case has' : 'cases have'}`
  if (count) throw conflict(`${said} this template: say in casesTo which one they take.`, 'casesTo')
}

/** Deleted cases go along: without another to the built-in template, should they come back. */
async function moveCases(tx: Writer, id: string, casesTo: string | undefined, userId: string): Promise<number> {
  const having = sql`cases where template_id = ${id}`
  await tx.execute(sql`select from ${having} order by id for update`)
  const changing = sql`select id, '["templateId"]'::jsonb as changed from ${having}`
  const [row] = await tx.execute<{ count: number }>(sql`
    with ${keepVersions(changing, { id: userId })}, moved as (
      update cases set template_id = t.id, version = cases.version + 1, updated_at = now(), updated_by = ${userId}
        from templates gone join templates t on t.project_id = gone.project_id and t.deleted_at is null
       where cases.template_id = gone.id and gone.id = ${id}
         and case when ${casesTo ?? null}::uuid is null then t.built_in else t.id = ${casesTo ?? null}::uuid end
      returning cases.deleted_at
    )
    select count(*)::int as count from moved where deleted_at is null`)
  return row?.count ?? 0
}

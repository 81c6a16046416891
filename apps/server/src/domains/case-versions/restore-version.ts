import type { caseVersions as operations } from '@testplanit/api/domains/case-versions/operations'
import type { CaseContent } from '@testplanit/api/domains/case-versions/schemas'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { type Changed, changeCases, tellOfCase } from '../cases/writes.ts'
import { readVersions } from './queries.ts'

/**
 * Attachments come back as well, and those that came since go: a version is the whole case, and the one that is replaced
 * is kept with all that stands there now.
 */
export const restoreVersion: Handler<typeof operations.restore> = async ({ input, actor, tx, record }) => {
  const { caseId: id, version, expectedVersion } = input
  const [found] = await readVersions(tx, id, [version])
  if (!found) throw new Error('A version is missing.')
  const was = await withoutGone(tx, id, found.content)
  const change = { id, expectedVersion, ...asInput(was), was }
  const writing = { tx, actor, record, uploads: new Map() }
  const [{ before, after }] = (await changeCases(writing, [change])) as [Changed]
  record.updated('case', before, after, { restored: found.version })
  tellOfCase(record, 'updated', after)
  return after
}

/** What of it can come back: the rest is gone for good, or can only come back by itself. */
type Left = Omit<CaseContent, 'folderId' | 'templateId'> & {
  folderId?: string | undefined
  templateId?: string | undefined
}

/**
 * A version without the folder and the template that live no more, and without attachments whose rows are gone; the
 * others are held: none is purged meanwhile.
 */
async function withoutGone(tx: Writer, caseId: string, content: CaseContent): Promise<Left> {
  const { folderId, templateId, attachments, steps, ...rest } = content
  const named = [...attachments, ...steps.flatMap((step) => step.attachments)].map(({ id }) => id)
  const [left] = await tx.execute<{ folderId: string | null; templateId: string | null; attachments: string[] }>(sql`
    select (select id from folders where id = ${folderId} and deleted_at is null and id <> c.folder_id) as "folderId",
           (select id from templates where id = ${templateId} and deleted_at is null and id <> c.template_id) as "templateId",
           array(select a.id from attachments a left join steps s on s.id = a.step_id
                  where a.id = ${anyOf(named)} and ${caseId} in (a.case_id, s.case_id)
                    for key share of a) as attachments
      from cases c where c.id = ${caseId}`)
  const there = new Set(left?.attachments)
  const isThere = ({ id }: { id: string }) => there.has(id)
  return {
    ...rest,
    folderId: left?.folderId ?? undefined,
    templateId: left?.templateId ?? undefined,
    attachments: attachments.filter(isThere),
    steps: steps.map((step) => ({ ...step, attachments: step.attachments.filter(isThere) })),
  }
}

/** The same as a change names it; the values of custom fields need not be named. */
const asInput = ({ customFields: _, ...content }: Left) => content

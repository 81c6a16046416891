import * as z from 'zod'
import { Id, ref } from '../../common/id.ts'
import { json } from '../../common/json.ts'
import { list } from '../../common/page.ts'
import { Time } from '../../common/time.ts'
import { Case } from '../cases/schemas.ts'

export const LinkType = z
  .enum(['SAME_TEST_DIFFERENT_SOURCE', 'DEPENDS_ON'])
  .meta({ description: 'The same test by hand and automated, which has no direction; or: A depends on B.' })
export type LinkType = z.infer<typeof LinkType>

/** A link's own id, or a case's number. */
const Integer = z.int().min(1).max(2_147_483_647)

/** A case is named by its id or by its number. */
const keyOf = <S extends z.ZodType>(id: S) => z.union([id, Integer])
export type CaseKey = string | number

const LinkedCase = Case.pick({
  id: true,
  number: true,
  projectId: true,
  folderId: true,
  title: true,
  automationStatus: true,
  estimate: true,
  priority: true,
  deleted: true,
}).meta({ id: 'LinkedCase' })
export type LinkedCase = z.infer<typeof LinkedCase>

/** What two cases of a project have to do with each other. */
export const CaseLink = z
  .object({
    id: Integer,
    createdAt: Time,
    createdBy: Id.nullable(),
    projectId: Id,
    caseAId: Id,
    caseBId: Id,
    type: LinkType,
    isDeleted: z.boolean(),
    caseA: LinkedCase.optional(),
    caseB: LinkedCase.optional(),
  })
  .meta({ id: 'CaseLink' })
export type CaseLink = z.infer<typeof CaseLink>

const conditions = {
  id: Integer.optional(),
  caseAId: keyOf(Id).optional(),
  caseBId: keyOf(Id).optional(),
  type: LinkType.optional(),
  isDeleted: z.boolean().optional(),
}
/** All of it must hold; of `OR` one. An empty `OR` holds for nothing. */
export type LinkWhere = {
  id?: number | undefined
  caseAId?: CaseKey | undefined
  caseBId?: CaseKey | undefined
  type?: LinkType | undefined
  isDeleted?: boolean | undefined
  OR?: LinkWhere[] | undefined
  AND?: LinkWhere[] | undefined
}

const MAX_DEPTH = 3
const MAX_CONDITIONS = 50

function whereOf(depth: number): z.ZodType<LinkWhere> {
  if (!depth) return z.strictObject(conditions)
  const all = z
    .array(whereOf(depth - 1))
    .max(MAX_CONDITIONS)
    .optional()
  return z.strictObject({ ...conditions, OR: all, AND: all })
}

/** What a caller may ask: this and nothing else, however it is nested. */
const FindLinks = z.strictObject({
  where: whereOf(MAX_DEPTH).optional(),
  include: z.strictObject({ caseA: z.boolean().optional(), caseB: z.boolean().optional() }).optional(),
})

export const FindManyLinks = list({
  q: json(FindLinks).optional().meta({
    description:
      'JSON: `where` with `id`, `caseAId`, `caseBId`, `type`, `isDeleted`, and `OR` and `AND` of these, up to three deep; `include` of `caseA` and `caseB`. Where it says nothing of `isDeleted`, removed links are left out.',
  }),
})

export const CreateLink = z.strictObject({
  data: z.strictObject({
    caseA: z.strictObject({ connect: z.strictObject({ id: keyOf(Id) }) }),
    caseB: z.strictObject({ connect: z.strictObject({ id: keyOf(ref('case')) }) }),
    type: LinkType,
  }),
})

export const UpdateLink = z.strictObject({
  where: z.strictObject({ id: Integer }),
  data: z.strictObject({
    isDeleted: z.boolean().meta({ description: 'true removes the link, false brings it back.' }),
  }),
})

export const ListLinks = list({ caseId: Id, type: LinkType.optional() })

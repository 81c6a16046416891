import * as z from 'zod'
import { expectedVersion } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { text } from '../../common/text.ts'

/** What is said of a test case on its way; with `expectedVersion`, of that version alone. */
export const Review = z.strictObject({ caseId: Id, comment: text(2000).nullish(), ...expectedVersion })

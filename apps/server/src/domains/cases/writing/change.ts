import type { CaseContent } from '@testplanit/api/domains/case-versions/schemas'
import type { CreateCase, UpdateCase, UpdateCases } from '@testplanit/api/domains/cases/schemas'

/** A case to be made; `at` is where it stands in the input, for faults: `cases.3.`. */
export type CaseDraft = Omit<CreateCase, 'projectId'> & { at?: string }

/**
 * What of a case is to change; `addTags` and `removeTags` leave its other ones. Of what it `was` before, the values of
 * custom fields come back and need not fit any more, and so do the attachments that are named again.
 */
export type CaseChange = Omit<UpdateCase, 'caseId'> &
  Pick<UpdateCases['changes'], 'addTags' | 'removeTags'> & { id: string; at?: string; was?: Was | undefined }
export type Was = Pick<CaseContent, 'customFields' | 'attachments' | 'steps'>

import type { Case } from '@testplanit/api/domains/cases/schemas'
import { client, queryClient, trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { toast } from '../../ui/toast.tsx'
import { showCount } from '../folders/folder-changes.ts'
import { numberOf } from './case-words.ts'
import { dropEdit } from './kept-edits.ts'
import { hideCase, rereadCases } from './show-case.ts'

/** Gone at once; back, with a message, when the server refuses. */
export async function deleteCase(one: Case): Promise<void> {
  const putBack = hideCase(one.id)
  showCount(one.projectId, one.folderId, -1)
  try {
    await client.cases.delete.mutate({ caseId: one.id })
    dropEdit(one.id)
    queryClient.removeQueries(trpc.cases.get.queryFilter({ caseId: one.id }))
    toast({ text: `${numberOf(one)} deleted` })
  } catch (error) {
    putBack()
    toast({ status: 'FAILED', text: `${numberOf(one)} was not deleted: ${faultOf(error).message}` })
  } finally {
    rereadCases(one.projectId)
  }
}

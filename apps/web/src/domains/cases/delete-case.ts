import type { Case } from '@testplanit/api/domains/cases/schemas'
import { client, queryClient, trpc } from '../../app/api.ts'
import { tellFault } from '../../app/tell-fault.ts'
import { toast } from '../../ui/toast.tsx'
import { showCount } from '../folders/folder-changes.ts'
import { numberOf } from './case-words.ts'
import { dropEdit } from './kept-edits.ts'
import { hideCase, rereadCases } from './show-case.ts'

/** Gone at once; back, with a message, when the server refuses. */
export async function deleteCase(one: Case): Promise<void> {
  const putBack = await hideCase(one.id)
  showCount(one.projectId, one.folderId, -1)
  try {
    await client.cases.delete.mutate({ caseId: one.id })
    dropEdit(one.id)
    queryClient.removeQueries(trpc.cases.get.queryFilter({ caseId: one.id }))
    toast({ text: `${numberOf(one)} deleted` })
  } catch (error) {
    putBack()
    tellFault(`${numberOf(one)} was not deleted`, error)
  } finally {
    rereadCases(one.projectId)
  }
}

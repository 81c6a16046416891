import type { CaseFilter } from '@testplanit/api/domains/cases/schemas'
import { client } from '../../app/api.ts'
import { tellFault } from '../../app/tell-fault.ts'
import { type Choice, choiceFilter } from './case-choice.tsx'
import { inParts, PART } from './in-parts.ts'
import { allRunCases } from './run-cases.ts'

/** As it is written: '' where nothing is chosen. */
export interface RunToMake extends Choice {
  name: string
  description: string
  milestoneId: string
  assignedTo: string
  configurationIds: string[]
}
export type WhichCases = { ids: readonly string[] } | { filter: CaseFilter }

/** Makes the run, then hands its cases out; answers its id. */
export async function createRun(
  projectId: string,
  run: RunToMake,
  which: WhichCases = { filter: choiceFilter(run) },
): Promise<string> {
  const { id: runId } = await client.runs.create.mutate({
    projectId,
    name: run.name,
    description: run.description.trim() || null,
    milestoneId: run.milestoneId || null,
    ...(run.configurationIds.length > 0 ? { configurationIds: run.configurationIds } : {}),
    ...('filter' in which
      ? { filter: which.filter }
      : { testCases: which.ids.map((repositoryCaseId) => ({ repositoryCaseId })) }),
  })
  if (run.assignedTo) await assignAll(runId, run.assignedTo)
  return runId
}

/** The run stands whether or not this succeeds: a failure is told, and the run can be assigned from its page. */
async function assignAll(runId: string, assignedTo: string) {
  try {
    const ids = (await allRunCases(runId, {})).map((row) => row.id)
    const { error } = await inParts(ids, PART, 'Assigning', (some) =>
      client.runs.assignCases.mutate({ runId, ids: some, assignedTo }),
    )
    if (error) throw error
  } catch (error) {
    tellFault('The run was made, but its cases are not assigned', error)
  }
}

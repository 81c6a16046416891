import { useQuery } from '@tanstack/react-query'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { FileQuestion } from 'lucide-react'
import { queryClient, trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { Fault } from '../../app/fault-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { OpenCase, type OpenCaseProps } from './open-case.tsx'

export const caseQuery = (caseId: string) =>
  trpc.cases.get.queryOptions({ caseId }, { initialData: () => listed(caseId), initialDataUpdatedAt: 0 })

/** A list that is here already has it. */
function listed(caseId: string): Case | undefined {
  for (const [, page] of queryClient.getQueriesData<{ data: Case[] }>(trpc.cases.list.queryFilter())) {
    const found = page?.data.find((one) => one.id === caseId)
    if (found) return found
  }
  return undefined
}

/** The case of the address, at the right of the list. */
export function CasePanel({ caseId, ...rest }: Omit<OpenCaseProps, 'one'> & { caseId: string }) {
  const query = useQuery(caseQuery(caseId))
  if (query.data) return <OpenCase key={caseId} one={query.data} {...rest} />
  const isGone = query.isError && faultOf(query.error).code === 'NOT_FOUND'
  return (
    <Panel label="Case" head="Case" onClose={rest.onClose}>
      {!query.isError && <Skeleton lines={6} />}
      {isGone && (
        <EmptyState icon={FileQuestion} title="This case is gone" text="It was deleted, or you may not see it." />
      )}
      {query.isError && !isGone && <Fault title="The case did not arrive" of={query} />}
    </Panel>
  )
}

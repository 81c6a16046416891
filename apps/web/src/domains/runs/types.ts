/** What the server answers about runs, by the contract. */
import type { AppRouter } from '@testplanit/api/router'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

type Outputs = inferRouterOutputs<AppRouter>
type Inputs = inferRouterInputs<AppRouter>

export type Run = Outputs['runs']['list']['data'][number]
export type RunCase = Outputs['runs']['listCases']['data'][number]
export type Result = Outputs['results']['list']['data'][number]
export type Case = Outputs['cases']['get']
export type RunCaseFilter = Omit<Inputs['runs']['listCases'], 'runId' | 'limit' | 'cursor' | 'offset'>
export type CaseFilter = NonNullable<Inputs['runs']['create']['filter']>
export type GivenResult = Omit<Inputs['results']['execute'], 'runId' | 'caseId'>

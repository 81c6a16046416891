/** The addresses of the runs' pages: their params, search and navigation. */
import { getRouteApi } from '@tanstack/react-router'

export const runsRoute = getRouteApi('/inside/projects/$projectId/runs')
export const runRoute = getRouteApi('/inside/projects/$projectId/runs/$runId')
export const executeRoute = getRouteApi('/inside/projects/$projectId/runs/$runId/execute')

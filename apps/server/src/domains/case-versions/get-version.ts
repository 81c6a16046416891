import type { caseVersions as operations } from '@testplanit/api/domains/case-versions/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readVersions } from './queries.ts'

export const getVersion: Handler<typeof operations.get> = async ({ input, db }) => {
  const [version] = (await readVersions(db, input.caseId, [input.version])) as [Version]
  return version
}

type Version = Awaited<ReturnType<typeof readVersions>>[number]

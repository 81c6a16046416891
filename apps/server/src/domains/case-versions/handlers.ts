import type { Handlers } from '../../pipeline/handler.ts'
import { compareVersions } from './compare-versions.ts'
import { getVersion } from './get-version.ts'
import { listVersions } from './list-versions.ts'
import { restoreVersion } from './restore-version.ts'

export const caseVersionsHandlers = {
  list: listVersions,
  compare: compareVersions,
  get: getVersion,
  restore: restoreVersion,
} satisfies Handlers['caseVersions']

import type { Handlers } from '../../pipeline/handler.ts'
import { importJunit } from './import-junit.ts'
import { listImports } from './list-imports.ts'

export const importsHandlers = { junit: importJunit, list: listImports } satisfies Handlers['imports']

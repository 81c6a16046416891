import type { Handlers } from '../../pipeline/handler.ts'
import { importJunit } from './import-junit.ts'

export const importsHandlers = { junit: importJunit } satisfies Handlers['imports']

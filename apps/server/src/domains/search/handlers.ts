import type { Handlers } from '../../pipeline/handler.ts'
import { findNames } from './find-names.ts'

export const searchHandlers = { names: findNames } satisfies Handlers['search']

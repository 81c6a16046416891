import type { Handlers } from '../../pipeline/handler.ts'
import { createLink } from './create-link.ts'
import { findManyLinks } from './find-many-links.ts'
import { listLinks } from './list-links.ts'
import { updateLink } from './update-link.ts'

export const caseLinksHandlers = {
  findMany: findManyLinks,
  ofCase: listLinks,
  create: createLink,
  update: updateLink,
} satisfies Handlers['caseLinks']

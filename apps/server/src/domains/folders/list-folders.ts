import type { folders as operations } from '@testplanit/api/domains/folders/operations'
import type { Folder } from '@testplanit/api/domains/folders/schemas'
import { eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { withCounts } from './queries.ts'
import { folders, placeOf } from './tables.ts'

export const listFolders: Handler<typeof operations.list> = async ({ input, db }) =>
  page<Folder>(input, {
    order: { id: folders.id, by: placeOf(folders), keyOf: place, descending: false },
    where: [
      eq(folders.projectId, input.projectId),
      isNull(folders.deletedAt),
      input.parentId ? eq(folders.parentId, input.parentId) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) => {
      const found = db
        .select({ id: folders.id })
        .from(folders)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset)
      return withCounts(db, found).orderBy(orderBy)
    },
    total: (where) => cappedCount(db, folders, where),
  })

const place = ({ order, name }: Folder) => `${String(order).padStart(10, '0')}${name}`

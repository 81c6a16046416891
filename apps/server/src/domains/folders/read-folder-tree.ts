import type { folders as operations } from '@testplanit/api/domains/folders/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'

type Node = { id: string; parentId: string | null; name: string; order: number; caseCount: number }

/** Level by level, so that the counts can be added up from below in one pass, however deep the tree is. */
export const readFolderTree: Handler<typeof operations.tree> = async ({ input, db }) => {
  const data = await db.execute<Node>(sql`
    with recursive tree as (
      select id, parent_id, name, position, case_count, 0 as level
        from folders where project_id = ${input.projectId} and parent_id is null and deleted_at is null
      union all
      select f.id, f.parent_id, f.name, f.position, f.case_count, tree.level + 1
        from folders f join tree on f.parent_id = tree.id where f.deleted_at is null
    )
    select id, parent_id as "parentId", name, position as "order", case_count as "caseCount"
      from tree order by level, position, name`)
  const nodes = new Map(data.map((node) => [node.id, node]))
  for (const { parentId, caseCount } of data.toReversed()) {
    const parent = parentId && nodes.get(parentId)
    if (parent) parent.caseCount += caseCount
  }
  return { data: [...data] }
}

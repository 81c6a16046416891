import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CreateTag, ListTags, MergeTag, Tag, UpdateTag } from './schemas.ts'

const UNTOUCHED = 'It is the tag that changes, not its cases: their version, updatedAt and history stay as they are.'

export const tags = {
  list: query({
    path: 'GET /tags',
    summary: "List a project's tags, by name, with how many cases carry each",
    access: project('tags', 'read').of('projectId'),
    input: ListTags,
    output: pageOf(Tag),
  }),
  create: command({
    path: 'POST /tags',
    summary: 'Create a tag',
    description: 'A tag that a case names is made by itself.',
    access: project('tags', 'write').of('projectId'),
    input: CreateTag,
    output: Tag,
    status: 201,
  }),
  get: query({
    path: 'GET /tags/{tagId}',
    summary: 'Get a tag',
    access: project('tags', 'read').through('tag', 'tagId'),
    input: z.strictObject({ tagId: Id }),
    output: Tag,
  }),
  update: command({
    path: 'PUT /tags/{tagId}',
    summary: 'Rename a tag, on all its cases',
    description: `A name that another tag has, in whatever case, is a 409: merge the two instead. ${UNTOUCHED}`,
    access: project('tags', 'write').through('tag', 'tagId'),
    input: UpdateTag,
    output: Tag,
  }),
  delete: command({
    path: 'DELETE /tags/{tagId}',
    summary: 'Delete a tag: no case carries it any more',
    description: UNTOUCHED,
    access: project('tags', 'delete').through('tag', 'tagId'),
    input: z.strictObject({ tagId: Id }),
    output: Nothing,
    status: 204,
  }),
  merge: command({
    path: 'POST /tags/{tagId}/merge',
    summary: 'Merge a tag into another one, and delete it',
    description: `All its cases carry the other one then, which is answered. ${UNTOUCHED}`,
    access: project('tags', 'delete').through('tag', 'tagId'),
    input: MergeTag,
    output: Tag,
  }),
} satisfies Operations

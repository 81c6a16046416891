import { type Case, MAX_TAGS } from '@testplanit/api/domains/cases/schemas'
import { invalid } from '@testplanit/api/errors'
import type { TakenTag } from '../../tags/writes.ts'
import type { CaseChange } from '../writing/change.ts'

/** All tags that cases name. */
export const wordsOf = (cases: { tags?: string[] | undefined }[]) => cases.flatMap(({ tags }) => tags ?? [])

/** The tags of some names, each once, in their order. */
export const tagsOf = (names: string[], taken: Map<string, TakenTag>): TakenTag[] => {
  const tags = names.flatMap((name) => taken.get(name) ?? [])
  return [...new Map(tags.map((tag) => [tag.id, tag])).values()].sort((a, b) => a.place - b.place)
}

/** Which tags a changed case has; undefined where they stay. Throws VALIDATION_ERROR for too many. */
export function tagNamesOf({ at = '', tags, addTags, removeTags }: CaseChange, before: Case): string[] | undefined {
  if (!addTags && !removeTags) return tags
  const gone = new Set(removeTags?.map((name) => name.toLowerCase()))
  const names = [...(tags ?? before.tags).filter((name) => !gone.has(name.toLowerCase())), ...(addTags ?? [])]
  if (names.length > MAX_TAGS)
    throw invalid({ field: `${at}addTags`, message: `make more than ${MAX_TAGS} tags of a case` })
  return names
}

/** CaseChoice: which cases, all or by folder, tags and words, and how many that is; useCaseCount: the figure alone. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { trpc } from '../../app/api.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import { useLate } from '../../ui/late.ts'
import { number } from '../../ui/number.ts'
import { pathText, useFolders } from '../folders/folders.ts'
import type { CaseFilter } from './types.ts'

export interface Choice {
  folderId: string
  tags: string[]
  search: string
}
export const everything: Choice = { folderId: '', tags: [], search: '' }

/** As the server takes it. */
export const choiceFilter = ({ folderId, tags, search }: Choice): CaseFilter => ({
  ...(folderId ? { folderId, includeSubfolders: true } : {}),
  ...(tags.length > 0 ? { tags } : {}),
  ...(search.trim() ? { search: search.trim() } : {}),
})

export function useCaseCount(projectId: string, { folderId, tags, search }: Choice) {
  const late = useLate(useMemo(() => ({ folderId, tags, search }), [folderId, tags, search]))
  const { data } = useQuery({
    ...trpc.cases.list.queryOptions({ projectId, ...choiceFilter(late), limit: 1 }),
    placeholderData: keepPreviousData,
  })
  const { total, totalIsExact } = data?.pagination ?? {}
  return { count: total ?? undefined, exact: totalIsExact !== false }
}

interface Props {
  projectId: string
  value: Choice
  onChange: (change: Partial<Choice>) => void
  error?: string | undefined
}

export function CaseChoice({ projectId, value, onChange: set, error }: Props) {
  const folders = useFolders(projectId)
  const { data } = useQuery(trpc.tags.list.queryOptions({ projectId, limit: 250 }))
  const tags = data?.data ?? []
  return (
    <div className="grid gap-3 wide:grid-cols-2">
      <Field label="Folder" hint="with those beneath it" error={error}>
        <Select value={value.folderId} onChange={(event) => set({ folderId: event.target.value })}>
          <option value="">All folders</option>
          {folders &&
            [...folders.byId.values()].map(
              ({ id, parentId, caseCount }) =>
                parentId && (
                  <option key={id} value={id}>
                    {pathText(folders, id)} ({number.format(caseCount)})
                  </option>
                ),
            )}
        </Select>
      </Field>
      <Field label="Words" hint="in title, description, steps and tags">
        <Input value={value.search} placeholder="any" onChange={(event) => set({ search: event.target.value })} />
      </Field>
      {tags.length > 0 && (
        <fieldset className="wide:col-span-2">
          <legend className="mb-1.5 font-medium">Tags, all of them</legend>
          <div className="flex max-h-24 flex-wrap gap-x-4 gap-y-1 overflow-auto p-1">
            {tags.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                shown
                checked={value.tags.includes(name)}
                onChange={(on) => set({ tags: on ? [...value.tags, name] : value.tags.filter((one) => one !== name) })}
              />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}

import { Search } from 'lucide-react'
import { useRef } from 'react'
import { useMe } from '../../app/session.ts'
import { Chip } from '../../ui/chip.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useLate } from '../../ui/late.ts'
import { number } from '../../ui/number.ts'
import { statuses } from '../../ui/status.tsx'
import { runRoute } from './address.ts'
import { nameOf, usePeople } from './names.ts'
import type { RunCaseFilter } from './types.ts'

/** What the address says, as the server takes it; what is typed, once typing pauses. */
export function useRunFilter(): RunCaseFilter {
  const { status, assignee, q = '' } = runRoute.useSearch()
  const search = useLate(q.trim())
  return {
    ...(status && status.length > 0 ? { status } : {}),
    ...(assignee ? { assignedTo: assignee } : {}),
    ...(search ? { search } : {}),
  }
}

interface Props {
  projectId: string
  /** How many cases there are; undefined until it is known. */
  found: number | undefined
  /** Otherwise there are at least so many. */
  isExact: boolean
}

export function RunFilters({ projectId, found, isExact }: Props) {
  const { status = [], assignee, q = '' } = runRoute.useSearch()
  const navigate = runRoute.useNavigate()
  const people = usePeople(projectId)
  const me = useMe()
  const typing = useRef<HTMLInputElement>(null)
  const set = (change: { status?: undefined; assignee?: string | undefined; q?: string | undefined }) =>
    navigate({ search: (was) => ({ ...was, ...change }), replace: true })
  useKeys({ '/': { label: 'Filter by typing', hint: 'filter', run: () => typing.current?.focus() } })
  return (
    <div className="flex flex-none flex-wrap items-center gap-1.5 border-b border-line px-4 py-2 wide:px-6">
      {status.length > 0 && (
        <Chip
          field="Status"
          value={status.map((one) => statuses[one].label.toLowerCase()).join(', ')}
          onRemove={() => set({ status: undefined })}
        />
      )}
      {assignee && (
        <Chip
          field="Assigned to"
          value={assignee === me.id ? 'me' : (nameOf(people, assignee) ?? 'somebody')}
          onRemove={() => set({ assignee: undefined })}
        />
      )}
      <span className="ml-auto text-12 text-text-3" role="status">
        {found === undefined ? '' : `${number.format(found)}${isExact ? '' : '+'} ${found === 1 ? 'case' : 'cases'}`}
      </span>
      <span className="flex gap-1.5 max-wide:basis-full">
        {!assignee && (
          <span className="w-36">
            <Select
              size="small"
              aria-label="Assigned to"
              value=""
              onChange={(event) => set({ assignee: event.target.value })}
            >
              <option value="">Anybody's</option>
              <option value={me.id}>Mine</option>
              {people
                .filter((person) => person.id !== me.id)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </Select>
          </span>
        )}
        <span className="w-48 max-wide:flex-1">
          <Input
            ref={typing}
            size="small"
            icon={Search}
            placeholder="Filter by typing"
            aria-label="Filter by title or number"
            value={q}
            onChange={(event) => set({ q: event.target.value || undefined })}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          />
        </span>
      </span>
    </div>
  )
}

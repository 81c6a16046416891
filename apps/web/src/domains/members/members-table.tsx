import type { Member as MemberSchema } from '@testplanit/api/domains/members/schemas'
import { X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type * as z from 'zod/mini'
import { Person } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Tag } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { Table } from '../../ui/table.tsx'
import { RoleOptions } from '../users/role-options.tsx'
import { useMemberWrites } from './writes.ts'

type Member = z.infer<typeof MemberSchema>

interface Props {
  projectId: string
  rows: readonly Member[]
  count: number
  onRange: (first: number, last: number) => void
  loading: boolean
  mayWrite: boolean
  mayDelete: boolean
  empty: ReactNode
}

const NO_ACCESS = ''

export function MembersTable({ projectId, rows, count, onRange, loading, mayWrite, mayDelete, empty }: Props) {
  const { set, remove } = useMemberWrites()
  const [removing, setRemoving] = useState<Member>()
  const waiting = set.isPending ? set.variables : undefined
  const roleOf = ({ userId, roleId }: Member) => (waiting?.userId === userId ? waiting.roleId : roleId) ?? NO_ACCESS
  return (
    <>
      <Table
        label="Members"
        count={count}
        rowAt={(index) => rows[index]}
        rowId={(row) => row.id}
        onRange={onRange}
        loading={loading}
        empty={empty}
        columns={[
          { id: 'person', head: 'Person', cell: ({ userId, name }) => <Person id={userId} name={name} /> },
          {
            id: 'email',
            head: 'E-mail',
            wideOnly: true,
            cell: ({ email }) => <span className="cut text-text-2">{email}</span>,
          },
          {
            id: 'role',
            head: 'Role',
            width: 176,
            cell: (member) =>
              mayWrite ? (
                <Select
                  size="small"
                  aria-label={`Role of ${member.name}`}
                  value={roleOf(member)}
                  onChange={(event) =>
                    set.mutate({ projectId, userId: member.userId, roleId: event.target.value || null })
                  }
                >
                  <option value={NO_ACCESS}>No access</option>
                  <RoleOptions />
                </Select>
              ) : (
                (member.roleName ?? <Tag tone="bad">No access</Tag>)
              ),
          },
          {
            id: 'remove',
            head: <span className="vh">Remove</span>,
            width: 48,
            align: 'c',
            cell: (member) =>
              mayDelete && (
                <IconButton small label={`Remove ${member.name}`} icon={X} onClick={() => setRemoving(member)} />
              ),
          },
        ]}
      />
      {removing && (
        <ConfirmDialog
          title={`Remove ${removing.name}?`}
          text="Their own row goes; they get what all others get. To keep them out, give them no access."
          confirm="Remove"
          danger
          onConfirm={() => {
            remove.mutate({ projectId, userId: removing.userId })
            setRemoving(undefined)
          }}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  )
}

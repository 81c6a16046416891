/** The people of the installation, for administrators; one is open in the panel. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus, Shield, Users } from 'lucide-react'
import { trpc } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { pagesOf, usePages } from '../../app/pages.ts'
import { useMe } from '../../app/session.ts'
import { Person } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Tag } from '../../ui/chip.tsx'
import { FilterInput } from '../../ui/filter-input.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { systemAccess } from './system-access.ts'
import { UserPanel } from './user-panel.tsx'

const from = '/inside/office/admin/users'

export default function UsersPage() {
  if (useMe().systemAccess === 'ADMIN') return <People />
  return (
    <Page title="People">
      <EmptyState
        icon={Shield}
        title="Only administrators see this page"
        text="They make accounts and say what each may do. Ask one of them to change something here."
        link={
          <Link className="link" to="/">
            All projects
          </Link>
        }
      />
    </Page>
  )
}

function People() {
  const { q, user: openId } = useSearch({ from })
  const navigate = useNavigate({ from: '/admin/users' })
  const list = usePages(pagesOf(trpc.users.list, q ? { search: q } : {}))
  const isNew = openId === 'new'
  const one = useQuery(
    trpc.users.get.queryOptions({ userId: openId ?? '' }, { enabled: openId !== undefined && !isNew, retry: false }),
  )
  const open = (user?: string) => void navigate({ search: (old) => ({ ...old, user }) })
  useKeys({ c: { label: 'New person', hint: 'new person', run: () => open('new') } })
  const shown = list.rows.find(({ id }) => id === openId) ?? one.data
  return (
    <Page
      title="People"
      fixed
      {...(!list.loading && !list.error && { aside: list.count })}
      actions={
        <>
          <FilterInput
            value={q ?? ''}
            onChange={(value) => void navigate({ search: (old) => ({ ...old, q: value || undefined }), replace: true })}
          />
          <Button kind="primary" icon={Plus} keys="c" onClick={() => open('new')}>
            New person
          </Button>
        </>
      }
    >
      {list.error ? (
        <Fault title="The people did not arrive" of={list} />
      ) : (
        <div className="flex min-w-0 flex-1 flex-col">
          <Table
            label="People"
            count={list.count}
            rowAt={(index) => list.rows[index]}
            rowId={({ id }) => id}
            onRange={list.onRange}
            loading={list.loading}
            open={openId}
            onOpen={({ id }) => open(id)}
            empty={
              <EmptyState
                icon={Users}
                title={`Nobody with “${q}”`}
                text="The filter looks in names and addresses."
                action={<Button onClick={() => void navigate({ search: {} })}>Clear the filter</Button>}
              />
            }
            columns={[
              { id: 'person', head: 'Name', cell: ({ id, name }) => <Person id={id} name={name} /> },
              {
                id: 'email',
                head: 'E-mail',
                wideOnly: true,
                cell: ({ email }) => <span className="cut text-text-2">{email}</span>,
              },
              {
                id: 'access',
                head: 'Access',
                width: 144,
                cell: (user) => (user.active ? systemAccess[user.systemAccess].label : <Tag>Not active</Tag>),
              },
              {
                id: 'made',
                head: 'Made',
                width: 112,
                align: 'n',
                wideOnly: true,
                cell: ({ createdAt }) => <Time at={createdAt} days />,
              },
            ]}
          />
        </div>
      )}
      {(isNew || shown) && <UserPanel key={openId} user={isNew ? undefined : shown} onOpen={open} />}
    </Page>
  )
}

/** The roles and what they grant, to read: a list at the left, the grid of one at the right. */
import { Link, useSearch } from '@tanstack/react-router'
import { Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { RoleGrid } from './role-grid.tsx'
import { useRoles } from './role-options.tsx'

export default function RolesPage() {
  const { role: chosen } = useSearch({ from: '/inside/office/admin/roles' })
  const roles = useRoles()
  const shown = roles.find(({ id }) => id === chosen) ?? roles[0]
  return (
    <Page title="Roles" aside={roles.length || undefined} fixed>
      <nav
        aria-label="Roles"
        className="flex-none overflow-auto border-line p-3 max-wide:border-b wide:w-66 wide:border-r"
      >
        <ul className="flex flex-wrap wide:block">
          {roles.map(({ id, name, description }) => (
            <li key={id} className="max-wide:flex-none">
              <Link
                to="/admin/roles"
                search={{ role: id }}
                aria-current={id === shown?.id ? 'true' : undefined}
                className="block rounded px-3 py-2 hover:bg-hover aria-[current=true]:bg-active"
              >
                <b className="font-medium">{name}</b>
                <span className="mt-0.5 hidden text-12 text-pretty text-text-2 wide:block">{description}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="min-w-0 flex-1 overflow-auto p-4 wide:px-6" aria-label={shown?.name ?? 'Role'} tabIndex={0}>
        {shown ? <RoleGrid role={shown} /> : <Skeleton lines={12} />}
      </section>
    </Page>
  )
}

import { type Area, grants, type Verb, verbs } from '@testplanit/api/access'
import type { Role } from '@testplanit/api/domains/roles/schemas'
import { Check, Minus } from 'lucide-react'

interface Row {
  area: Area
  name: string
  text?: string
  /** What can be asked for in the area: the rest has no meaning there. */
  has: readonly Verb[]
}

/** The areas that have pages or operations; what a role grants beyond them cannot be used yet. */
export const groups: readonly { title: string; rows: readonly Row[] }[] = [
  {
    title: 'Work',
    rows: [
      {
        area: 'cases',
        name: 'Test cases',
        text: 'with their folders; close: approve them',
        has: ['read', 'write', 'delete', 'close'],
      },
      {
        area: 'sharedSteps',
        name: 'Shared steps',
        text: 'write: in all their cases',
        has: ['read', 'write', 'delete'],
      },
      { area: 'runs', name: 'Test runs', has: ['read', 'write', 'delete', 'close'] },
      { area: 'results', name: 'Test results', text: 'never changed, only added', has: ['read', 'write', 'delete'] },
      { area: 'sessions', name: 'Sessions', has: ['read', 'write', 'delete', 'close'] },
      { area: 'issues', name: 'Issues', has: ['read', 'write', 'delete'] },
      { area: 'comments', name: 'Comments', text: 'delete: those of others', has: ['read', 'write', 'delete'] },
      { area: 'tags', name: 'Tags', has: ['read', 'write', 'delete'] },
    ],
  },
  {
    title: 'Planning',
    rows: [
      { area: 'milestones', name: 'Milestones', has: ['read', 'write', 'delete', 'close'] },
      { area: 'reports', name: 'Reports', has: ['read'] },
      { area: 'templates', name: 'Templates', text: 'with their fields', has: ['read', 'write', 'delete'] },
      { area: 'configurations', name: 'Configurations', has: ['read', 'write', 'delete'] },
    ],
  },
  {
    title: 'In and out',
    rows: [
      { area: 'imports', name: 'Imports', text: 'of results', has: ['read', 'write'] },
      {
        area: 'integrations',
        name: 'Integrations',
        text: 'which of them a project uses',
        has: ['read', 'write', 'delete'],
      },
    ],
  },
  {
    title: 'Project',
    rows: [
      { area: 'members', name: 'Members', has: ['read', 'write', 'delete'] },
      { area: 'settings', name: 'Settings', text: 'delete: the project itself', has: ['write', 'delete'] },
      { area: 'audit', name: 'Audit log', has: ['read'] },
    ],
  },
]
const heads = { read: 'Read', write: 'Write', delete: 'Delete', close: 'Close' }

export function RoleGrid({ role }: { role: Role }) {
  return (
    <>
      <h2 className="text-20 font-semibold">{role.name}</h2>
      <p className="mt-0.5 mb-3 max-w-175 text-pretty text-text-2">
        {role.description} Write is to create and change; close is to complete, cancel and open again.
      </p>
      <table className="flat">
        <caption className="vh">What {role.name} grants</caption>
        <thead>
          <tr>
            <th scope="col">Area</th>
            {verbs.map((verb) => (
              <th key={verb} scope="col" className="w-14 !text-center wide:w-22">
                {heads[verb]}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ title, rows }) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={5} className="!font-normal">
                {title}
              </th>
            </tr>
            {rows.map(({ area, name, text, has }) => (
              <tr key={area} className="hover:bg-hover">
                <td>
                  {name}
                  {text && <span className="ml-2 hidden text-12 text-text-3 wide:inline">{text}</span>}
                </td>
                {verbs.map((verb) => (
                  <td key={verb} className="text-center">
                    {has.includes(verb) && <Granted is={grants([role.grants], area, verb)} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </>
  )
}

function Granted({ is }: { is: boolean }) {
  return is ? (
    <>
      <Check className="i inline text-accent-text" aria-hidden="true" />
      <span className="vh">granted</span>
    </>
  ) : (
    <>
      <Minus className="i inline opacity-40" aria-hidden="true" />
      <span className="vh">not granted</span>
    </>
  )
}

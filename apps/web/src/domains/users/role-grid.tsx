import { type Area, grants, verbs } from '@testplanit/api/access'
import type { Role } from '@testplanit/api/domains/users/schemas'
import { Check, Minus } from 'lucide-react'

/** The areas that have pages or operations; what a role grants beyond them cannot be used yet. */
const groups: readonly [string, readonly (readonly [Area, string, string?])[]][] = [
  [
    'Work',
    [
      ['cases', 'Test cases', 'with their folders'],
      ['runs', 'Test runs'],
      ['results', 'Test results', 'never changed, only added'],
      ['tags', 'Tags'],
    ],
  ],
  [
    'Planning',
    [
      ['milestones', 'Milestones'],
      ['reports', 'Reports'],
      ['templates', 'Templates', 'with their fields'],
      ['configurations', 'Configurations'],
    ],
  ],
  ['In and out', [['imports', 'Imports']]],
  [
    'Project',
    [
      ['members', 'Members'],
      ['settings', 'Settings'],
      ['audit', 'Audit log'],
    ],
  ],
]
const heads = { read: 'Read', write: 'Write', delete: 'Delete', close: 'Close' }

export function RoleGrid({ role }: { role: Role }) {
  return (
    <>
      <h2 className="text-20 font-semibold">{role.name}</h2>
      <p className="mt-0.5 mb-3 max-w-175 text-pretty text-text-2">
        {role.description} A person’s own row in a project goes before all else.
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
        {groups.map(([title, areas]) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={5} className="!font-normal">
                {title}
              </th>
            </tr>
            {areas.map(([area, name, text]) => (
              <tr key={area} className="hover:bg-hover">
                <td>
                  {name}
                  {text && <span className="ml-2 hidden text-12 text-text-3 wide:inline">{text}</span>}
                </td>
                {verbs.map((verb) => (
                  <td key={verb} className="text-center">
                    <Granted is={grants([role.grants], area, verb)} />
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

import { contract } from '@testplanit/api/contract'
import { expect, it } from 'vitest'
import { groups } from './role-grid.tsx'

it('offers each verb that an operation asks for in its area', () => {
  const rows = new Map(
    groups.flatMap(({ rows }) => rows).map(({ area, has }) => [area as string, has as readonly string[]]),
  )
  const asked = Object.values(contract)
    .flatMap((domain) => Object.values(domain))
    .flatMap(({ access }) => ('area' in access && 'verb' in access ? [[access.area, access.verb] as const] : []))
  expect(asked.length).toBeGreaterThan(20)
  const missing = asked.filter(([area, verb]) => area && area !== 'project' && !rows.get(`${area}`)?.includes(verb))
  expect(missing).toEqual([])
})

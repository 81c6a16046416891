import { expect, test } from 'vitest'
import { call, isInPath, type Named, operations } from './operations.ts'
import { sampleOf } from './samples.ts'
import { startServer } from './server.ts'
import { makeWorld } from './world.ts'

const server = await startServer()
const { admin } = server

const withPath = (path: string) => operations.find(({ operation }) => operation.path === path)

/** What answers the entity that a PUT changes: a GET of the same path, or the list in which it stands. */
function siblingOf({ operation }: Named): { get: Named; isList: boolean } | null {
  const path = operation.path.replace('PUT ', 'GET ')
  const get = withPath(path)
  if (get) return { get, isList: false }
  const list = withPath(path.replace(/\/\{\w+\}$/, ''))
  return list ? { get: list, isList: true } : null
}

const pairs = operations.flatMap((put) => {
  const sibling = put.operation.path.startsWith('PUT ') && siblingOf(put)
  return sibling ? [{ put, ...sibling }] : []
})

/** What the reference prints as a call of its own answers to no GET. */
const isCall = ({ path }: Named['operation']) => path.includes(' /model/')

test('every PUT has something to read beside it', () => {
  const puts = operations.filter(({ operation }) => operation.path.startsWith('PUT ') && !isCall(operation))
  expect(pairs.map(({ put }) => put.name)).toEqual(puts.map(({ name }) => name))
  expect(pairs.length).toBeGreaterThan(8)
})

/** What entities refer to, and can be deleted beneath them. */
const goners = [
  ['milestone', 'milestones'],
  ['configuration', 'configurations'],
  ['integration', 'integrations'],
  ['user', 'users'],
] as const

for (const { put, get, isList } of pairs)
  test(`${put.name}: what ${get.name} gave can be PUT back, also after what it refers to is gone`, async () => {
    const world = await makeWorld(server)
    const read = async () => {
      const { status, body } = await call(admin, get.operation, sampleOf(get, world))
      expect(status, JSON.stringify(body)).toBe(200)
      return isList ? body.data[0] : body
    }
    const ids = Object.entries(sampleOf(put, world)).filter(([field]) => isInPath(put.operation, field))
    const write = (body: object) => call(admin, put.operation, { ...body, ...Object.fromEntries(ids) })
    for (const [entity, path] of [[null], ...goners]) {
      if (entity && isInPath(put.operation, `${entity}Id`)) continue
      if (entity) expect((await admin.delete(`/api/${path}/${world[entity]}`)).status).toBe(204)
      const is = await read()
      const answer = await write(is)
      expect([answer.status, answer.body.error]).toEqual([200, undefined])
      if (is.version === undefined) continue
      const stale = await write({ ...is, expectedVersion: is.version })
      expect([stale.status, stale.body.error?.details.field]).toEqual([409, 'expectedVersion'])
      expect((await write({ ...is, expectedVersion: answer.body.version })).status).toBe(200)
    }
  })

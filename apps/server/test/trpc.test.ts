import type { AppRouter } from '@testplanit/api/router'
import { transformer } from '@testplanit/api/transformer'
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import { noId, startServer } from './server.ts'

const { app, make } = await startServer()
const address = await app.listen({ host: '127.0.0.1', port: 0 })
const requests: string[] = []

/** The web app's own client, over a socket. */
const clientWith = (cookie: string) =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${address}/trpc`,
        transformer,
        headers: { cookie },
        fetch: (url, options) => {
          requests.push(`${options?.method} ${url}`)
          return fetch(url, options as RequestInit)
        },
      }),
    ],
  })

const logIn = await fetch(`${address}/api/auth/login`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ email: 'admin@example.com', password: 'Admin-pass-1' }),
})
const admin = clientWith(logIn.headers.get('set-cookie')?.split(';')[0] ?? '')
const anonymous = clientWith('')
const project = await make.project()

const failureOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof TRPCClientError)) throw new Error(`This did not fail as tRPC does: ${error}`)
  return error as TRPCClientError<AppRouter>
}

test('calls made together travel together, each with its own answer', async () => {
  requests.length = 0
  const [me, projects, missing] = await Promise.allSettled([
    admin.users.profile.query({}),
    admin.projects.list.query({ search: project.name }),
    admin.projects.get.query({ projectId: noId }),
  ])
  expect(requests).toHaveLength(1)
  expect(me).toMatchObject({ status: 'fulfilled', value: { email: 'admin@example.com' } })
  expect(projects).toMatchObject({ status: 'fulfilled', value: { data: [{ id: project.id }] } })
  expect(missing).toMatchObject({ status: 'rejected', reason: { data: { error: { code: 'NOT_FOUND' } } } })
})

test('a command does what it does over REST', async () => {
  const milestone = await admin.milestones.create.mutate({ projectId: project.id, name: '4.12' })
  expect(await admin.milestones.get.query({ milestoneId: milestone.id })).toEqual(milestone)
  expect(await admin.milestones.delete.mutate({ milestoneId: milestone.id })).toBeUndefined()
})

test('a failure carries the documented error, and nothing of our insides', async () => {
  const error = await failureOf(admin.milestones.create.mutate({ projectId: project.id, name: '', extra: 1 } as never))
  expect(error.data).toMatchObject({
    httpStatus: 422,
    path: 'milestones.create',
    requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    error: {
      code: 'VALIDATION_ERROR',
      message: 'Invalid input data',
      details: { field: 'name' },
      issues: [{ field: 'name' }, { field: 'extra' }],
    },
  })
  expect(JSON.stringify(error)).not.toMatch(/stack|node_modules/)
})

test('the anonymous hear 401, whatever else is wrong', async () => {
  for (const call of [
    () => anonymous.users.profile.query({}),
    () => anonymous.milestones.create.mutate({ nothing: 'fits' } as never),
  ])
    expect((await failureOf(call())).data?.error.code).toBe('UNAUTHORIZED')
  expect((await anonymous.auth.setupState.query({})).needed).toBe(false)
})

test('a procedure that there is not, a body that is none, and too much at once are refused in the same form', async () => {
  const unknown = await failureOf((admin as never as { no: { such: typeof admin.users.profile } }).no.such.query({}))
  expect(unknown.data?.error.code).toBe('NOT_FOUND')
  const broken = await fetch(`${address}/trpc/milestones.create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  })
  expect(broken.status).toBe(400)
  expect(JSON.stringify(await broken.json())).toContain('BAD_REQUEST')
  const many = await Promise.allSettled(Array.from({ length: 21 }, () => admin.users.profile.query({})))
  expect(many.every(({ status }) => status === 'rejected')).toBe(true)
})

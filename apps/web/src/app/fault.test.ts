import { TRPCClientError } from '@trpc/client'
import { expect, it } from 'vitest'
import { faultOf } from './fault.ts'

const wrapped = (cause: Error) => TRPCClientError.from(cause)

it('tells an outage, a call that was given up, and a fault of this app apart', () => {
  expect(faultOf(wrapped(new TypeError('Failed to fetch')))).toMatchObject({ code: 'UNREACHABLE', passing: true })
  expect(faultOf(wrapped(new SyntaxError('Unexpected token <')))).toMatchObject({ code: 'UNREACHABLE', passing: true })
  expect(faultOf(wrapped(new DOMException('The user aborted a request.', 'AbortError')))).toMatchObject({
    code: 'ABORTED',
    passing: false,
  })
  expect(faultOf(new TypeError("Cannot read properties of undefined (reading 'id')"))).toMatchObject({
    code: 'BROKEN',
    passing: false,
  })
  expect(faultOf(new TypeError('Failed to fetch dynamically imported module: /assets/x.js'))).toMatchObject({
    code: 'UNREACHABLE',
  })
})

it('reads what the server says before it looks at the calls', () => {
  const cause = new Error('Unable to transform response from server')
  const answered = (responseJSON: unknown) => TRPCClientError.from(cause, { meta: { responseJSON } })
  expect(faultOf(answered({ error: { code: 'UNAUTHORIZED', message: 'Log in to do this.' } }))).toMatchObject({
    code: 'UNAUTHORIZED',
    message: 'Log in to do this.',
    passing: false,
  })
  for (const other of [
    undefined,
    [],
    { error: 'Bad gateway' },
    { error: null },
    { error: { code: -32600, message: '' } },
  ])
    expect(faultOf(answered(other))).toMatchObject({ code: 'UNREACHABLE', passing: true })
})

it('reads what the server says, the first message of each field', () => {
  const issues = [
    { field: 'name', message: 'is required' },
    { field: 'name', message: 'is too short' },
  ]
  const error = { code: 'VALIDATION_ERROR', message: 'Invalid input data', issues }
  const answer = { error: { code: -32600, message: 'Invalid', data: { error, requestId: 'r1' } } }
  expect(faultOf(TRPCClientError.from(answer as never))).toEqual({
    code: 'VALIDATION_ERROR',
    message: 'Invalid input data',
    fields: { name: 'is required' },
    requestId: 'r1',
    passing: false,
  })
})

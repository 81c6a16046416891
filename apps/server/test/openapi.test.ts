import { Validator } from '@seriousme/openapi-schema-validator'
import { contract } from '@testplanit/api/contract'
import { type Operation, writes } from '@testplanit/api/operation'
import { expect, test } from 'vitest'
import { methodOf } from './operations.ts'
import { startServer } from './server.ts'

const { anonymous, admin } = await startServer()
const document = (await anonymous.get('/api/openapi.json')).body
const declared = Object.values(contract)
  .flatMap((domain) => Object.values(domain) as Operation[])
  .flatMap((operation) => [operation.path, ...operation.also].map((path) => ({ operation, path })))
const describedAt = (path: string) => {
  const [method = '', url = ''] = path.split(' ')
  return document.paths[url]?.[method.toLowerCase()]
}

test('is what was agreed on: a change of the API shows in this file', async () => {
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('openapi.snap.json')
})

test('is valid OpenAPI, and refers to nothing that it lacks', async () => {
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true })
  const [, ...refs] = JSON.stringify(document).split('"$ref":"')
  for (const ref of refs.map((rest) => rest.slice(0, rest.indexOf('"')))) {
    const [, ...steps] = ref.split('/')
    expect(
      steps.reduce((at, step) => at?.[step], document),
      ref,
    ).toBeTruthy()
  }
})

test('has every operation at its path, and nothing else', () => {
  const described = Object.entries(document.paths).flatMap(([url, item]) =>
    Object.keys(item as object).map((method) => `${method.toUpperCase()} ${url}`),
  )
  expect(described.sort()).toEqual(declared.map(({ path }) => path).sort())
})

test('has the documented paths of the main job', () => {
  for (const path of DOCUMENTED) expect(describedAt(path), path).toBeDefined()
})

const DOCUMENTED = [
  'GET /projects',
  'POST /projects',
  'GET /projects/{projectId}',
  'PUT /projects/{projectId}',
  'DELETE /projects/{projectId}',
  'GET /repository-cases',
  'POST /repository-cases',
  'GET /repository-cases/{caseId}',
  'PUT /repository-cases/{caseId}',
  'DELETE /repository-cases/{caseId}',
  'GET /test-runs',
  'POST /test-runs',
  'GET /test-runs/{runId}',
  'POST /test-runs/{runId}/cases/{caseId}/execute',
  'GET /milestones',
  'POST /milestones',
  'POST /junit/import',
  'POST /report-builder/test-execution',
  'GET /users/search-for-mentions',
]

for (const { path, operation } of declared)
  test(`${path} says what it takes and what it answers`, () => {
    const described = describedAt(path)
    expect(described).toMatchObject({ summary: operation.summary, tags: [expect.any(String)] })
    expect(Object.keys(described.responses)).toEqual([String(operation.status), 'default'])
    expect(described.responses.default.content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Error',
    })
    const success = described.responses[operation.status]
    const types = Object.keys(success.content ?? {})
    if (operation.kind === 'download') expect(types).toEqual(operation.produces)
    else if (operation.status === 302) expect(success.headers.Location).toBeDefined()
    else if (operation.status === 204) expect(success.content).toBeUndefined()
    else expect(success.content['application/json'].schema).toBeDefined()
    expect(described.security ?? []).toHaveLength(operation.access.scope === 'anyone' ? 0 : 2)

    const { shape = {} } = (operation.input as unknown as { _zod: { def: { shape?: object } } })._zod.def
    const parameters: { in: string; name: string; required?: boolean }[] = described.parameters
    const [content] = Object.entries<{ schema: { properties: object; required?: string[] } }>(
      described.requestBody?.content ?? {},
    )
    const named = parameters.filter((one) => one.in !== 'header').map(({ name }) => name)
    expect([...named, ...Object.keys(content?.[1].schema.properties ?? {})].sort()).toEqual(Object.keys(shape).sort())
    for (const [, name] of path.matchAll(/\{(\w+)\}/g))
      expect(parameters).toContainEqual(expect.objectContaining({ in: 'path', name, required: true }))
    const takesKey = methodOf(operation) === 'POST' && writes(operation) && !operation.secret
    expect(parameters.some(({ name }) => name === 'Idempotency-Key')).toBe(takesKey)
    if (content) expect(content[0]).toBe(operation.kind === 'upload' ? 'multipart/form-data' : 'application/json')
  })

test('names every operation once', () => {
  const ids = declared.map(({ path }) => describedAt(path).operationId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a file is described as one to choose', () => {
  const { schema } = describedAt('POST /junit/import').requestBody.content['multipart/form-data']
  expect(schema.properties.file).toMatchObject({ type: 'array', items: { type: 'string', format: 'binary' } })
  expect(schema.required).toEqual(['file'])
})

test('the collection for Postman and the explorer come from it, for strangers too', async () => {
  const { status, body } = await anonymous.get('/api/postman.json')
  expect([status, body.info.schema]).toEqual([200, expect.stringContaining('collection')])
  expect(JSON.stringify(body)).toContain('Create a milestone')
  for (const one of [anonymous, admin]) expect((await one.get('/api/docs/')).status).toBe(200)
})

import { ErrorBody } from '@testplanit/api/errors'
import { type Operation, writes } from '@testplanit/api/operation'
import * as z from 'zod'

interface JsonSchema {
  [key: string]: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
}
interface Body {
  required: boolean
  description?: string
  content: Record<string, { schema: JsonSchema }>
}
interface Parameter {
  in: string
  name: string
  description?: string
  schema: JsonSchema
}
interface Described {
  parameters: Parameter[]
  requestBody?: Body
  responses: Record<string, { description: string; content?: Body['content'] }>
}
export interface Document {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, JsonSchema> }
}

const failure = {
  description: 'It failed; see error.code.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}
const idempotencyKey: Parameter = {
  in: 'header',
  name: 'Idempotency-Key',
  description: 'The same key and body within 24 hours give back the first answer; with another body it is a 409.',
  schema: { type: 'string', maxLength: 255 },
}
const PUT_BODY = 'What is not given stays as it is. What GET gave may be sent back: what cannot be changed is ignored.'

/** What trpc-to-openapi cannot know, or says so that it misleads: statuses, the one shape of failure, bodies, parameters. */
export function finished(document: Document, domains: Record<string, Record<string, Operation>>): object {
  const operations = Object.values(domains).flatMap((own) => Object.values(own))
  for (const operation of operations)
    for (const path of [operation.path, ...operation.also]) {
      const [method = '', url = ''] = path.split(' ')
      const described = document.paths[url]?.[method.toLowerCase()]
      if (described) finish(described, operation, method)
    }
  const { schemas } = document.components
  for (const name of Object.keys(schemas)) if (name.startsWith('error.')) delete schemas[name]
  for (const schema of Object.values(schemas)) open(schema)
  const { $schema: _, ...error } = z.toJSONSchema(ErrorBody.extend({}), { io: 'input' })
  schemas.Error = { ...(error as JsonSchema), description: 'Every failure, on every path.' }
  return simplified(document)
}

function finish(described: Described, operation: Operation, method: string): void {
  const { status, summary, secret, input, produces } = operation
  const success = described.responses['200']
  for (const { schema } of Object.values(success?.content ?? {})) open(schema)
  described.responses = {
    [status]: produces ? fileOf(summary, produces) : answerOf(status, summary, success),
    default: failure,
  }
  for (const parameter of described.parameters) {
    const description = descriptionOf(input, parameter.name)
    if (description) parameter.description = description
  }
  if (method === 'POST' && writes(operation) && !secret) described.parameters.push(idempotencyKey)
  finishBody(described, method)
}

const fileOf = (description: string, types: readonly string[]) => ({
  description,
  headers: { 'Content-Disposition': { schema: { type: 'string' } } },
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])),
})

function answerOf(status: number, summary: string, success: Described['responses'][string] | undefined) {
  if (status === 302) return { description: summary, headers: { Location: { schema: { type: 'string' } } } }
  return status === 204 || !success ? { description: 'Done.' } : { ...success, description: summary }
}

/** A body may be left out where it asks for nothing; one of a PUT may hold more than it can change. */
function finishBody(described: Described, method: string): void {
  const { requestBody: body } = described
  const schema = body?.content['application/json']?.schema
  if (!body || !schema) return
  if (!Object.keys(schema.properties ?? {}).length) delete described.requestBody
  body.required = Boolean(schema.required?.length)
  if (method !== 'PUT') return
  body.description = PUT_BODY
  delete schema.additionalProperties
}

/** A parameter's description stands on its field, which an `optional` may wrap. */
function descriptionOf(input: Operation['input'], name: string): string | undefined {
  const { shape = {} } = (input as unknown as { _zod: { def: { shape?: Record<string, z.ZodType> } } })._zod.def
  return shape[name]?.meta()?.description
}

/** Answers may get further fields with time: nobody should refuse them. */
function open(schema: unknown): void {
  if (schema === null || typeof schema !== 'object') return
  const own = schema as JsonSchema
  if (own.additionalProperties === false) delete own.additionalProperties
  for (const inner of Object.values(own)) open(inner)
}

/** Without what says nothing: a format's own pattern, and the bounds of all integers. */
const simplified = (document: object): object =>
  JSON.parse(JSON.stringify(document), (key, value) => {
    if (value !== null && typeof value === 'object' && value.pattern && PATTERNED.has(value.format))
      delete value.pattern
    return (key === 'maximum' || key === 'minimum') && Math.abs(value) === Number.MAX_SAFE_INTEGER ? undefined : value
  })
const PATTERNED = new Set(['uuid', 'date', 'date-time', 'email', 'uri'])

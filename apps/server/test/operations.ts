import { contract } from '@testplanit/api/contract'
import { type Operation, writes } from '@testplanit/api/operation'
import type { Answered, Client } from './server.ts'

export interface Named {
  /** `domain.operation` */
  name: string
  operation: Operation
}

/** Every operation of the contract: tests that are generated over these grow by themselves. */
export const operations: Named[] = Object.entries(contract).flatMap(([domain, own]) =>
  Object.entries(own as Record<string, Operation>).map(([name, operation]) => ({
    name: `${domain}.${name}`,
    operation,
  })),
)

export const isCommand = ({ operation }: Named) => writes(operation)
export const commands = operations.filter(isCommand)

export const methodOf = ({ path }: Operation) => path.split(' ')[0] as 'GET' | 'POST' | 'PUT' | 'DELETE'
export const takesBody = (operation: Operation) => ['POST', 'PUT'].includes(methodOf(operation))
export const isInPath = ({ path }: Operation, field: string) => path.includes(`{${field}}`)

type Input = Record<string, unknown>

/** Where an operation is at, with the ids of its path taken from the input. */
export function addressOf(operation: Operation, input: Input): string {
  const [, path = ''] = operation.path.split(' ')
  const url = `/api${path.replace(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(input[field])))}`
  if (takesBody(operation)) return url
  const rest = Object.entries(input).filter(([field]) => !isInPath(operation, field))
  const query = new URLSearchParams(Object.fromEntries(rest.map(([field, value]) => [field, String(value)])))
  return rest.length ? `${url}?${query}` : url
}

/** Calls an operation over REST, as its declaration says: ids in the path, the rest in the query, body or form. */
export function call(client: Client, operation: Operation, input: Input, headers: object = {}): Promise<Answered> {
  const method = methodOf(operation)
  const url = addressOf(operation, input)
  const rest = Object.fromEntries(Object.entries(input).filter(([field]) => !isInPath(operation, field)))
  if (operation.kind === 'upload') {
    const form = formOf(rest)
    return client.call(method, url, form.body, { ...headers, 'content-type': form.type })
  }
  return client.call(method, url, takesBody(operation) ? rest : undefined, headers)
}

const BOUNDARY = 'a-boundary-of-the-tests'

/** A form of an input: texts as fields; `file` as files, each an object with name and content. */
export function formOf(input: Input): { type: string; body: string } {
  const part = (head: string, content: unknown) =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`
  // As the web app sends them: what says where the files go comes before them.
  const ordered = Object.entries(input).sort(([a], [b]) => Number(a === 'file') - Number(b === 'file'))
  const parts = ordered.flatMap(([field, value]) =>
    field === 'file' && Array.isArray(value)
      ? value.map(({ name, content }) => part(`name="file"; filename="${name}"`, content))
      : [value].flat().map((one) => part(`name="${field}"`, one)),
  )
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, body: `${parts.join('')}--${BOUNDARY}--\r\n` }
}

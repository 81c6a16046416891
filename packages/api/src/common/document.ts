import { type Kind, marks, nodes } from './document-kinds.ts'
import { isStorable, UNSTORABLE } from './storable.ts'

export const MAX_CHARACTERS = 100_000
const MAX_DEPTH = 20
const MAX_MARKS = 10

/** What is wrong with a document, and where. */
interface Fault {
  path: (string | number)[]
  message: string
}

/** The first fault of a document; null where every node, mark and attribute is one that the product knows. */
export function faultIn(document: unknown): Fault | null {
  const fault = faultInNode(document, ['doc'], false, 0)
  if (fault) return fault
  return JSON.stringify(document).length > MAX_CHARACTERS
    ? { path: [], message: `must be at most ${MAX_CHARACTERS} characters` }
    : null
}

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const at = (path: Fault['path'], message: string): Fault => ({ path, message })
const within = (fault: Fault | null, ...path: Fault['path']): Fault | null =>
  fault && { ...fault, path: [...path, ...fault.path] }

function faultInNode(node: unknown, allowed: string[], isPlain: boolean, level: number): Fault | null {
  if (!isFields(node)) return at([], 'must be a node, as { "type": "paragraph" }')
  const type = String(node.type)
  const kind = nodes.get(type)
  if (!kind || typeof node.type !== 'string') return at(['type'], `is none of ${[...nodes.keys()].join(', ')}`)
  if (!allowed.includes(type)) return at(['type'], `cannot stand here: only ${allowed.join(', ')} can`)
  if (level > MAX_DEPTH) return at([], `stands more than ${MAX_DEPTH} levels deep`)
  const isText = type === 'text'
  for (const key of Object.keys(node))
    if (!(key === 'type' || (isText ? key === 'text' : key === 'attrs') || isTaken(kind, key)))
      return at([key], 'is not known here')
  return (
    (isText ? faultInText(node.text) : faultInAttrs(node.attrs, kind)) ??
    faultInMarks(node.marks, isPlain) ??
    faultInContent(node.content, kind, level)
  )
}

const isTaken = ({ children, inline }: Kind, key: string) =>
  (key === 'content' && children !== undefined) || (key === 'marks' && inline === true)

function faultInText(text: unknown): Fault | null {
  if (typeof text !== 'string' || text === '') return at(['text'], 'must be a text that is not empty')
  return isStorable(text) ? null : at(['text'], UNSTORABLE)
}

function faultInContent(content: unknown, { children = [], plain }: Kind, level: number): Fault | null {
  if (content === undefined) return null
  if (!Array.isArray(content)) return at(['content'], 'must be a list of nodes')
  for (const [i, child] of content.entries()) {
    const fault = faultInNode(child, children, plain === true, level + 1)
    if (fault) return within(fault, 'content', i)
  }
  return null
}

function faultInMarks(given: unknown, isPlain: boolean): Fault | null {
  if (given === undefined) return null
  if (!Array.isArray(given) || given.length > (isPlain ? 0 : MAX_MARKS))
    return at(['marks'], isPlain ? 'cannot stand on code' : `must be a list of at most ${MAX_MARKS}`)
  for (const [i, mark] of given.entries()) {
    const fault = faultInMark(mark)
    if (fault) return within(fault, 'marks', i)
  }
  return null
}

function faultInMark(mark: unknown): Fault | null {
  if (!isFields(mark)) return at([], 'must be a mark, as { "type": "bold" }')
  const kind = typeof mark.type === 'string' ? marks.get(mark.type) : undefined
  if (!kind) return at(['type'], `is none of ${[...marks.keys()].join(', ')}`)
  const unknown = Object.keys(mark).find((key) => key !== 'type' && key !== 'attrs')
  return unknown === undefined ? faultInAttrs(mark.attrs, kind) : at([unknown], 'is not known here')
}

function faultInAttrs(given: unknown, { attrs = {}, required = [] }: Kind): Fault | null {
  if (given !== undefined && !isFields(given)) return at(['attrs'], 'must be an object')
  const values = given ?? {}
  for (const key of Object.keys(values)) {
    const message = Object.hasOwn(attrs, key) ? attrs[key]?.(values[key]) : 'is not known here'
    if (message) return at(['attrs', key], message)
  }
  const missing = required.find((key) => !Object.hasOwn(values, key))
  return missing === undefined ? null : at(['attrs', missing], 'is required')
}

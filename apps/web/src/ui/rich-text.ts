/** Rich text as plain text: a string as it is, a TipTap document's paragraphs a line each. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!isNode(value)) return ''
  if (value.text !== undefined) return value.text
  if (value.type === 'hardBreak') return '\n'
  const parts = (value.content ?? []).map(textOf)
  return value.content?.some((node) => isNode(node) && node.text !== undefined) ? parts.join('') : parts.join('\n')
}

interface Node {
  type?: string
  text?: string
  content?: unknown[]
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

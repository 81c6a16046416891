interface Node {
  type?: string
  text?: unknown
  content?: unknown
}

/** The words of a text that may be a TipTap document; blocks are divided by a space. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  const { text, content } = value as Node
  if (typeof text === 'string') return text
  return Array.isArray(content) ? content.map(plainText).filter(Boolean).join(' ') : ''
}

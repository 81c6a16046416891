import { nodes } from './document-kinds.ts'
import type { Document, RichText } from './text.ts'

/** A node of a document that was checked. */
interface Node {
  type: string
  text?: string
  attrs?: { id?: string; label?: string | null; alt?: string | null }
  content?: Node[]
}

/** What a person reads in a text or document, a line for each paragraph; a mention as `@Ada`, an image by its description. */
export const plainText = (value: RichText): string => (typeof value === 'string' ? value : textOf(value as Node))

function textOf({ type, text, attrs, content = [] }: Node): string {
  if (type === 'text') return text ?? ''
  if (type === 'hardBreak') return '\n'
  if (type === 'mention') return `@${attrs?.label ?? '…'}`
  if (type === 'image') return attrs?.alt ?? ''
  const isLine = nodes.get(type)?.children?.includes('text')
  return content.map(textOf).join(isLine ? '' : type === 'tableRow' ? '\t' : '\n')
}

/** Whether there is nothing in it to read or to see. */
export function isBlank(value: RichText): boolean {
  if (typeof value === 'string') return value.trim() === ''
  const isEmpty = ({ type, text = '', content = [] }: Node): boolean =>
    type !== 'image' && type !== 'mention' && text.trim() === '' && content.every(isEmpty)
  return isEmpty(value as Node)
}

/** A plain text as a document: a paragraph for each line. A document is what it is. */
export function documentOf(value: RichText): Document {
  if (typeof value !== 'string') return value
  const paragraph = (line: string) => ({ type: 'paragraph', ...(line && { content: [{ type: 'text', text: line }] }) })
  return { type: 'doc', content: value.split(/\r\n|[\r\n]/).map(paragraph) }
}

/** Whom a document mentions, and where: `content.0.content.1.attrs.id`. */
export function mentionsIn(document: Document): { userId: string; field: string }[] {
  const mentions = ({ type, attrs, content = [] }: Node, path: string): { userId: string; field: string }[] =>
    type === 'mention'
      ? [{ userId: String(attrs?.id).toLowerCase(), field: `${path}attrs.id` }]
      : content.flatMap((node, i) => mentions(node, `${path}content.${i}.`))
  return mentions(document as Node, '')
}

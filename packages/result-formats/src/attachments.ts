import { LIMITS } from './model.ts'

const MARK = /\[\[ATTACHMENT\|((?:(?!\]\]|\[\[).){1,1024})\]\]/g
const LONGEST = 1_100

/** Finds `[[ATTACHMENT|path]]` in a test's output, also beyond where the kept text is cut and across its pieces. */
export class AttachmentFinder {
  readonly found: { name: string; path: string }[] = []
  private open = ''

  read(piece: string): void {
    const text = this.open + piece
    if (!text.includes('[[')) {
      this.open = text.endsWith('[') ? '[' : ''
      return
    }
    let end = 0
    for (const { 0: mark, 1: path = '', index } of text.matchAll(MARK)) {
      end = index + mark.length
      if (this.found.length < LIMITS.entries) this.found.push({ name: path.split(/[\\/]/).at(-1) || path, path })
    }
    this.open = text.slice(Math.max(end, text.length - LONGEST))
  }
}

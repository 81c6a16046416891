/** Text that grows piece by piece up to a limit and says when it was cut, so that no file can fill the memory. */
export class BoundedText {
  private text = ''
  private cut = false

  constructor(limit: number) {
    this.limit = limit
  }
  private readonly limit: number

  append(piece: string): void {
    if (this.cut || piece === '') return
    const room = this.limit - this.text.length
    this.cut = piece.length > room
    this.text += this.cut ? piece.slice(0, room) : piece
  }

  /** Adds to what is there on a line of its own. */
  appendLine(line: string): void {
    this.append(this.text === '' ? line : `\n${line}`)
  }

  /** Without the blank lines around it; nothing where there is only white space. */
  value(): string | undefined {
    const text = this.text.trimEnd().replace(/^\s*\n/, '')
    if (text === '') return undefined
    return this.cut ? `${wholeCharacters(text)}\n… cut after ${size(this.limit)}` : text
  }
}

/** A name or value of one piece, cut at the limit. */
export function shorten(text: string, limit: number): string {
  return text.length > limit ? `${wholeCharacters(text.slice(0, limit - 1))}…` : text
}

/** A cut may fall between the halves of a surrogate pair, and a lone half is not text. */
function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text
}

const size = (characters: number) => `${Math.round(characters / 1024)} kB`

import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { decodeXml, UnknownEncoding } from './decode.ts'
import { type Batch, LIMITS, type Remark, type TestResult } from './model.ts'

/** What a format makes of its elements. Names come without namespace prefix. */
export interface XmlFormat {
  open(element: string, attributes: Readonly<Record<string, string>>): void
  /** Text and CDATA, in pieces, while `xml.listen(true)` holds. */
  text(piece: string): void
  close(element: string): void
}

/** Reads a file of XML batch by batch. The file's faults come in the last batch; what `bytes` throws is thrown. */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  formatName: string,
  formatOf: (xml: Xml) => XmlFormat,
): AsyncGenerator<Batch> {
  const xml = new Xml(formatName, formatOf)
  try {
    for await (const text of decodeXml(bytes)) {
      xml.write(text)
      if (xml.results.length > 0) yield xml.take()
    }
    xml.end()
    yield xml.take()
  } catch (error) {
    if (error instanceof Fault) yield { ...xml.take(), fault: error.remark }
    else if (error instanceof UnknownEncoding)
      yield { ...xml.take(), fault: { line: 1, column: 1, message: error.message } }
    else throw error
  }
}

/** Ends the reading of a file. */
class Fault extends Error {
  readonly remark: Remark
  constructor(remark: Remark) {
    super(remark.message)
    this.remark = remark
  }
}

/** What saxes keeps to itself and bounded memory needs: the token it is in the middle of. */
interface Inside {
  state: number
  text: string
  chunk: string
  prevI: number
  parseEntity(entity: string): string
}
type Options = { xmlns: false; position: false }
const inside = (parser: SaxesParser<Options>) => parser as unknown as Inside
const stateAfter = (text: string) => inside(new SaxesParser<Options>().write(text)).state

const IN_TEXT = stateAfter('<a>b')
const IN_CDATA = stateAfter('<a><![CDATA[b')
const IN_COMMENT = stateAfter('<a><!--b')
const IN_INSTRUCTION = stateAfter('<a><?b c')

const DEEPEST = 100
const LONGEST_TAG = 1_048_576
const ENTITIES = Object.assign(Object.create(null), { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })
const NUMBER = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i

/**
 * saxes, made safe for files of strangers: DTDs are refused, depth and the size of every token are bounded, and long
 * texts are handed on piece by piece instead of being gathered. Control characters, which XML forbids and terminals
 * leave in every log, are kept with a warning.
 */
export class Xml {
  /** Complete results that no batch has taken yet. */
  results: TestResult[] = []
  /** How many elements are open, the current one included. */
  depth = 0
  private warnings: Remark[] = []
  private readonly warned = new Set<string>()
  private readonly formatName: string
  private readonly format: XmlFormat
  private readonly parser = new SaxesParser<Options>({ xmlns: false, position: false })
  private readonly onText: (text: string) => void
  private listening = false
  private sawRoot = false
  private sawUnreadable = false
  private endOfRoot: Remark | undefined
  private resultsBeforeClose = 0
  private tagsSeen = 0
  private sinceTag = 0

  constructor(formatName: string, formatOf: (xml: Xml) => XmlFormat) {
    this.formatName = formatName
    this.format = formatOf(this)
    const { parser, format } = this
    this.onText = (text) => format.text(text)
    parser.ENTITIES = ENTITIES
    parser.on('opentag', (tag) => this.open(tag))
    parser.on('closetag', (tag) => this.close(tag))
    parser.on('cdata', (text) => this.listening && format.text(text))
    parser.on('doctype', () => this.fault('The file has a DTD (<!DOCTYPE …>), which is refused. Remove it.'))
    parser.on('error', (error) => this.malformed(error.message))
    const parseEntity = inside(parser).parseEntity
    inside(parser).parseEntity = (entity) => this.controlCharacter(entity) ?? parseEntity.call(parser, entity)
  }

  /** Whether text matters here. Where it does not, it is passed over unread. */
  listen(on: boolean): void {
    if (on === this.listening) return
    this.listening = on
    if (on) this.parser.on('text', this.onText)
    else this.parser.off('text')
  }

  /** Once in a file for each kind, at the first place. */
  warn(kind: string, message = kind): void {
    if (this.warned.size > LIMITS.warnings || this.warned.has(kind)) return
    this.warned.add(kind)
    const last = this.warned.size > LIMITS.warnings
    this.warnings.push(this.here(last ? 'There are more warnings, which are not listed.' : message))
  }

  fault(message: string): never {
    throw new Fault(this.here(message))
  }

  take(): Batch {
    const batch = { results: this.results, warnings: this.warnings }
    this.results = []
    this.warnings = []
    return batch
  }

  write(text: string): void {
    const unreadable = this.sawUnreadable ? -1 : text.indexOf('\uFFFD')
    if (unreadable >= 0) {
      this.sawUnreadable = true
      this.write(text.slice(0, unreadable + 1))
      this.warn('Some characters are not valid in the encoding of the file: they stand as \uFFFD.')
      this.write(text.slice(unreadable + 1))
      return
    }
    this.tagsSeen = 0
    this.parser.write(text)
    this.handOn(text.length)
  }

  end(): void {
    this.parser.close()
  }

  private here(message: string): Remark {
    return { line: this.parser.line, column: Math.max(1, this.parser.column), message }
  }

  private open(tag: SaxesTagPlain): void {
    this.tagsSeen++
    this.sawRoot = true
    if (++this.depth > DEEPEST) this.fault(`Elements are nested more than ${DEEPEST} deep.`)
    this.format.open(localName(tag.name), tag.attributes)
  }

  private close(tag: SaxesTagPlain): void {
    this.tagsSeen++
    this.resultsBeforeClose = this.results.length
    this.format.close(localName(tag.name))
    if (--this.depth === 0) this.endOfRoot = this.here('Not well-formed XML: there is text after the last element.')
  }

  /** After each piece: what of an unfinished text is there goes on, and an unfinished tag must not grow for ever. */
  private handOn(length: number): void {
    const parser = inside(this.parser)
    const { state, text } = parser
    if (state === IN_TEXT || state === IN_CDATA) {
      if (this.listening && text !== '') this.format.text(text)
      parser.text = ''
    } else if (state === IN_COMMENT || state === IN_INSTRUCTION) {
      parser.text = ''
    } else {
      this.sinceTag = this.tagsSeen > 0 ? 0 : this.sinceTag + length
      if (this.sinceTag > LONGEST_TAG) this.fault('A tag or declaration is longer than 1 MB.')
      return
    }
    this.sinceTag = 0
  }

  private malformed(reason: string): void {
    const { chunk, prevI } = inside(this.parser)
    if (!this.sawRoot) {
      const empty = reason.startsWith('document must contain')
      const message = empty ? 'it has no XML element' : 'it does not begin with an XML element'
      throw new Fault(atStart(`Not a ${this.formatName} file: ${message}.`))
    }
    if (reason === 'text data outside of root node.') throw new Fault(this.endOfRoot!)
    // saxes has closed the open element for the wrong tag: what that completed was not complete.
    if (reason === 'unexpected close tag.') this.results.length = this.resultsBeforeClose
    if (reason === 'disallowed character.' && chunk[prevI]! < ' ') this.warnOfControl()
    else if (reason.startsWith('unclosed tag: ')) this.fault(`The file ends inside of <${reason.slice(14)}>.`)
    else this.fault(`Not well-formed XML: ${reason}`)
  }

  private controlCharacter(entity: string): string | undefined {
    const digits = NUMBER.exec(entity)
    if (!digits) return undefined
    const code = digits[1] ? Number.parseInt(digits[1], 16) : Number(digits[2])
    if (code >= 0x20 || code === 0x9 || code === 0xa || code === 0xd) return undefined
    this.warnOfControl()
    return code === 0 ? '\uFFFD' : String.fromCharCode(code)
  }

  private warnOfControl(): void {
    this.warn('The file has control characters, which XML does not allow: they are kept.')
  }
}

const atStart = (message: string): Remark => ({ line: 1, column: 1, message })

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

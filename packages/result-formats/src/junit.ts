import { BoundedText, shorten } from './bounded-text.ts'
import { JunitCase, OUTCOMES, type OutcomeElement } from './junit-case.ts'
import { type Batch, LIMITS } from './model.ts'
import { readXml, type Xml, type XmlFormat } from './xml.ts'

/**
 * Reads a JUnit XML file as it streams in, in any encoding, and gives a batch for each piece that completed a test.
 * Never throws for what the file holds: its fault is in the last batch. What `bytes` throws is thrown.
 *
 * A test stands once for each `<testcase>`, also when two have the same names: only reruns that the file itself puts
 * into one case are attempts of it. `<testsuites>` names the run and is no suite. A `<failure>` or `<error>` of a whole
 * suite is a result with the suite's name.
 */
export function readJunit(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Batch> {
  return readXml(bytes, 'JUnit', (xml) => new Junit(xml))
}

const ROOTS = new Set(['testsuites', 'testsuite', 'testcase'])

class Junit implements XmlFormat {
  private readonly xml: Xml
  private suites: readonly string[] = []
  private readonly outerSuites: (readonly string[])[] = []
  private test: JunitCase | undefined
  /** The depth of the failure, rerun or skip that is open: what is inside belongs to it. 0 where there is none. */
  private outcomeDepth = 0
  private ofSuite = false
  private suiteHasOutput = false
  private property: { name: string; text: BoundedText } | undefined

  constructor(xml: Xml) {
    this.xml = xml
  }

  open(element: string, attributes: Readonly<Record<string, string>>): void {
    if (this.xml.depth === 1 && !ROOTS.has(element)) {
      this.xml.fault(`Not a JUnit file: its outermost element is <${shorten(element, 100)}>.`)
    }
    switch (element) {
      case 'testsuites':
      case 'properties':
        break
      case 'testsuite':
        this.openSuite(attributes)
        break
      case 'testcase':
        this.openCase(attributes)
        break
      case 'property':
        this.openProperty(attributes)
        break
      case 'system-out':
      case 'system-err':
        this.test?.write(element === 'system-out' ? 'stdout' : 'stderr')
        this.xml.listen(true)
        break
      default:
        if (this.outcomeDepth > 0) this.test!.write(element === 'message' ? 'message' : 'details')
        else if (Object.hasOwn(OUTCOMES, element)) this.openOutcome(element as OutcomeElement, attributes)
        else this.xml.warn(`The element <${shorten(element, 100)}> is not known: it was left out.`)
    }
  }

  text(piece: string): void {
    if (this.property) this.property.text.append(piece)
    else if (this.test) this.test.append(piece)
    else this.suiteHasOutput ||= piece.trim() !== ''
  }

  close(element: string): void {
    switch (element) {
      case 'testcase':
        this.closeCase()
        break
      case 'testsuite':
        this.suites = this.outerSuites.pop()!
        break
      case 'property':
        this.closeProperty()
        break
      case 'system-out':
      case 'system-err':
        if (this.suiteHasOutput) this.xml.warn('Output of suites is not kept, only that of tests.')
        this.suiteHasOutput = false
        this.test?.write(this.outcomeDepth > 0 ? 'details' : undefined)
        this.xml.listen(this.outcomeDepth > 0)
        break
      default:
        if (this.xml.depth === this.outcomeDepth) this.closeOutcome()
        else if (this.outcomeDepth > 0) this.test!.write('details')
    }
  }

  private openSuite(attributes: Readonly<Record<string, string>>): void {
    if (this.test) this.xml.fault('A <testsuite> stands inside of a <testcase>.')
    this.outerSuites.push(this.suites)
    if (attributes.name) this.suites = [...this.suites, this.named(attributes.name)]
  }

  private openCase(attributes: Readonly<Record<string, string>>): void {
    if (this.test) this.xml.fault('A <testcase> stands inside of another one.')
    const name = attributes.name || attributes.classname || attributes.class || this.suites.at(-1) || '(no name)'
    this.test = new JunitCase(this.suites, this.named(name), attributes, this.xml)
  }

  private closeCase(): void {
    this.xml.results.push(this.test!.result())
    this.test = undefined
    this.outcomeDepth = 0
  }

  private openOutcome(element: OutcomeElement, attributes: Readonly<Record<string, string>>): void {
    if (!this.test) {
      this.ofSuite = true
      this.test = new JunitCase(this.suites, this.suites.at(-1) ?? '(no name)', {}, this.xml)
    }
    this.outcomeDepth = this.xml.depth
    this.test.openOutcome(element, attributes)
    this.xml.listen(true)
  }

  private closeOutcome(): void {
    this.test!.closeOutcome()
    this.outcomeDepth = 0
    this.xml.listen(false)
    if (this.ofSuite) this.closeCase()
    this.ofSuite = false
  }

  private openProperty(attributes: Readonly<Record<string, string>>): void {
    if (!this.test) {
      this.xml.warn('Properties of suites are not kept, only those of tests.')
      return
    }
    const text = new BoundedText(LIMITS.property)
    this.property = { name: shorten(attributes.name ?? '', LIMITS.name), text }
    if (attributes.value !== undefined) text.append(attributes.value)
    else this.xml.listen(true)
  }

  private closeProperty(): void {
    if (!this.property) return
    this.test!.addProperty(this.property.name, this.property.text.value() ?? '')
    this.property = undefined
    this.xml.listen(this.outcomeDepth > 0)
  }

  private named(name: string): string {
    if (name.length > LIMITS.name) this.xml.warn(`Names of more than ${LIMITS.name} characters are cut.`)
    return shorten(name, LIMITS.name)
  }
}

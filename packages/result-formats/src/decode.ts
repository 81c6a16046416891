/** The file declares an encoding that cannot be read here. */
export class UnknownEncoding extends Error {}

type Decoder = InstanceType<typeof TextDecoder>

const PIECE = 65_536
const HEAD = 1_024

/**
 * The text of an XML file in pieces of at most 64 Ki characters: by its byte order mark, else by how its first bytes
 * look, else by the encoding it declares, else UTF-8. Bytes that are no text in it, and NUL, come out as U+FFFD.
 * Throws UnknownEncoding.
 */
export async function* decodeXml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: Decoder | undefined
  let head = new Uint8Array(0)
  for await (const chunk of bytes) {
    let rest = chunk
    if (!decoder) {
      head = joined(head, chunk)
      if (head.length < HEAD) continue
      decoder = decoderFor(head)
      rest = head
    }
    for (let at = 0; at < rest.length; at += PIECE) {
      yield withoutNul(decoder.decode(rest.subarray(at, at + PIECE), { stream: true }))
    }
  }
  const last = decoder ? decoder.decode() : decoderFor(head).decode(head)
  if (last !== '') yield withoutNul(last)
}

function decoderFor(head: Uint8Array): Decoder {
  const encoding = encodingOf(head)
  try {
    return new TextDecoder(encoding)
  } catch (cause) {
    throw new UnknownEncoding(`The encoding ${encoding.slice(0, 40)} is not known. Save the file as UTF-8.`, { cause })
  }
}

function encodingOf(head: Uint8Array): string {
  const [a, b] = head
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be'
  const declaration = new TextDecoder('latin1').decode(head.subarray(0, HEAD))
  const declared = /^[^<]*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(declaration)?.[1] ?? 'utf-8'
  // Single bytes that call themselves UTF-16: written by programs that made a string first and a file later.
  return /^(utf-?16|ucs-?2)/i.test(declared) || a === 0xef ? 'utf-8' : declared
}

const withoutNul = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text)

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

import type { FastifyInstance } from 'fastify'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** JSON bodies, and no others: an empty one counts as none; bytes that are no UTF-8 are refused, not replaced. */
export function addJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    const text = decode(body as Buffer)
    if (text === null) return done(unreadable('The body is not valid UTF-8.'))
    return parse(request, text, done)
  })
}

/** A body that cannot be read is a 400; the anonymous hear 401 before that. */
export const unreadable = (message: string): Error => Object.assign(new Error(message), { statusCode: 400 })

function decode(body: Buffer): string | null {
  try {
    return utf8.decode(body)
  } catch {
    return null
  }
}

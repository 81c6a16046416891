import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { type Credential, LOGIN_DAYS } from '../pipeline/authorize.ts'
import type { Context } from '../pipeline/run.ts'
import { hashOf } from '../platform/secrets/digest.ts'

export const COOKIE = 'testplanit_session'

const asked = new WeakMap<FastifyRequest, Credential | null>()

/** Who the request says is calling: a bearer token, else the login's cookie. Worked out once: limits ask it too. */
export function credentialOf(request: FastifyRequest): Credential | null {
  const known = asked.get(request)
  if (known !== undefined) return known
  const credential = readCredential(request)
  asked.set(request, credential)
  return credential
}

function readCredential(request: FastifyRequest): Credential | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return { kind: 'token', hash: hashOf(bearer) }
  const cookie = request.cookies[COOKIE]
  return cookie ? { kind: 'login', hash: hashOf(cookie) } : null
}

export function contextOf(request: FastifyRequest, reply: FastifyReply, config: Config): Context {
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.origin.startsWith('https:') } as const
  const key = request.headers['idempotency-key']
  return {
    credential: credentialOf(request),
    requestId: request.id,
    address: request.ip,
    origin: reachedAt(request, config),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 500),
    idempotencyKey: request.method === 'POST' && typeof key === 'string' && key ? key : null,
    cookie: {
      // The login's row decides when it ends, which each call puts off; the cookie lasts as long as any login can.
      set: (token) => void reply.setCookie(COOKIE, token, { ...cookie, maxAge: LOGIN_DAYS * 24 * 3600 }),
      clear: () => void reply.clearCookie(COOKIE, cookie),
    },
  }
}

/** The origin that the caller wrote in their address bar, as far as it is known: PUBLIC_URL, else what they say. */
function reachedAt({ protocol, host }: FastifyRequest, { PUBLIC_URL, origin }: Config): string {
  const said = `${protocol}://${host}`
  return !PUBLIC_URL && URL.canParse(said) ? said : origin
}

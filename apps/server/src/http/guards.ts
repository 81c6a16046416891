import { Fault, forbidden, unauthorized } from '@testplanit/api/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Credential, identify } from '../pipeline/authorize.ts'
import type { Platform } from '../platform/platform.ts'
import { credentialOf } from './context.ts'
import { isOpen } from './open-paths.ts'

const HOUR = 3600
const MINUTE = 60
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
const MAX_REMEMBERED = 10_000
/** Bytes. More than that is read only from those who are known: who is not fills no memory. */
export const MAX_BODY_OF_STRANGERS = 64 * 1024

/** What stands before every request: rate limits, the origin of what changes something, who sends a large body. */
export function addGuards(app: FastifyInstance, platform: Platform): void {
  const { config } = platform
  const callerOf = rememberedCallers(platform)

  app.addHook('onRequest', async (request, reply) => {
    // By the route that will serve it: an address can be written in many ways (%61pi, http://host/api).
    const path = request.routeOptions.url ?? request.url
    if (path.startsWith('/api/') && !path.startsWith('/api/health/')) await limitApi(request, reply)
    else if (path.startsWith('/trpc/')) await limitTrpc(request)
    checkOrigin(request)
    if (/^\/(api|trpc)\//.test(path) && !isOpen(request)) await checkSender(request)
  })

  // Whatever has refused, on whichever face: it says when to come again. Windows of a minute end with the minute.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.statusCode === 429 && !reply.hasHeader('retry-after'))
      reply.header('Retry-After', MINUTE - (Math.floor(platform.now().getTime() / 1000) % MINUTE))
    done(null, payload)
  })

  async function limitApi(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { RATE_LIMIT_USER_HOUR, RATE_LIMIT_ANONYMOUS_HOUR, RATE_LIMIT_BURST_MINUTE } = config
    const userId = await callerOf(request)
    const key = userId ?? request.ip
    const hour = userId ? RATE_LIMIT_USER_HOUR : RATE_LIMIT_ANONYMOUS_HOUR
    const allowed = hour ? platform.limits.take(`hour ${key}`, hour, HOUR) : null
    const burst = RATE_LIMIT_BURST_MINUTE
      ? platform.limits.take(`minute ${key}`, RATE_LIMIT_BURST_MINUTE, MINUTE)
      : null
    if (allowed)
      reply.headers({
        'X-RateLimit-Limit': allowed.limit,
        'X-RateLimit-Remaining': allowed.remaining,
        'X-RateLimit-Reset': allowed.reset,
      })
    const exceeded = [allowed, burst].find((one) => one?.isExceeded)
    if (exceeded) refuse(exceeded.reset, reply)
  }

  /** The web app's calls, by user; whoever is not known shares their address's. */
  async function limitTrpc(request: FastifyRequest): Promise<void> {
    if (!config.RATE_LIMIT_TRPC_MINUTE) return
    const key = (await callerOf(request)) ?? request.ip
    const { isExceeded } = platform.limits.take(`trpc ${key}`, config.RATE_LIMIT_TRPC_MINUTE, MINUTE)
    if (isExceeded) throw new Fault('RATE_LIMITED', 'Too many requests: wait a minute.')
  }

  function refuse(reset: number, reply: FastifyReply): never {
    reply.header('Retry-After', Math.max(1, reset - Math.floor(platform.now().getTime() / 1000)))
    throw new Fault('RATE_LIMITED', 'Too many requests: see Retry-After.')
  }

  /** Routes that need no login have a limit of their own; to all others nobody sends much without one. */
  async function checkSender(request: FastifyRequest): Promise<void> {
    const { 'content-length': stated, 'transfer-encoding': inPieces } = request.headers
    if (!inPieces && Number(stated ?? 0) <= MAX_BODY_OF_STRANGERS) return
    const credential = credentialOf(request)
    if (!credential) throw unauthorized()
    await identify(platform.database, credential, null, [])
  }

  /** A page of another origin must not act with the login of whoever looks at it. Scripts state no origin. */
  function checkOrigin({ method, headers, cookies, host, protocol }: FastifyRequest): void {
    const { origin } = headers
    if (SAFE.has(method) || origin === undefined || Object.keys(cookies).length === 0) return
    const own = config.PUBLIC_URL ? [config.origin] : [config.origin, `${protocol}://${host}`]
    if (!own.includes(origin))
      throw forbidden(`Requests from ${origin} are not served: PUBLIC_URL is ${config.origin}.`)
  }
}

/**
 * Whose login or token this is, for counting alone: access is always read from the database.
 * An address from which too many came whom nobody knows is not looked up any more; who says nothing about
 * themselves does not count there, so that they use up no colleague's calls.
 */
function rememberedCallers({ database, limits, config }: Platform) {
  const known = new Map<string, string>()
  return async (request: FastifyRequest): Promise<string | null> => {
    const credential = credentialOf(request)
    if (!credential) return null
    const remembered = known.get(credential.hash)
    if (remembered) return remembered
    const strangers = config.RATE_LIMIT_ANONYMOUS_HOUR
    if (strangers && limits.peek(`unknown ${request.ip}`, strangers, HOUR).remaining === 0) return null
    const id = await userOf(credential)
    if (known.size >= MAX_REMEMBERED) known.clear()
    if (id) known.set(credential.hash, id)
    else if (strangers) limits.take(`unknown ${request.ip}`, strangers, HOUR)
    return id
  }

  async function userOf(credential: Credential): Promise<string | null> {
    try {
      return (await identify(database, credential, null, [])).actor.id
    } catch (error) {
      if (error instanceof Fault) return null
      throw error
    }
  }
}

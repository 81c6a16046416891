import type { FastifyInstance } from 'fastify'

/** Nothing from outside, nothing inline; the docs page has a policy of its own. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The same on every answer: written once, since a library that works them out for each took a tenth of a read's time. */
const headers = {
  'Content-Security-Policy': policy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-Frame-Options': 'DENY',
  'X-Permitted-Cross-Domain-Policies': 'none',
}
const HALF_A_YEAR = 15_552_000

export function addSecurityHeaders(app: FastifyInstance, isHttps: boolean): void {
  const all = { ...headers, ...(isHttps && { 'Strict-Transport-Security': `max-age=${HALF_A_YEAR}` }) }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({ ...all, 'X-Request-Id': request.id })
    done()
  })
}

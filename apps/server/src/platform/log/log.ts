import { pino, stdSerializers } from 'pino'
import type { Config } from '../../config.ts'

export type Log = ReturnType<typeof newLog>

/** JSON lines; readable ones on a terminal. What could hold a secret is taken out wherever it stands. */
export function newLog({ LOG_LEVEL }: Pick<Config, 'LOG_LEVEL'>, isTerminal = process.stderr.isTTY) {
  const options = {
    level: LOG_LEVEL,
    serializers: { err: readable },
    redact: ['*.password', '*.token', '*.secret', '*.credentials', '*.authorization', '*.cookie', 'req.headers'],
  }
  if (!isTerminal) return pino(options, pino.destination(2))
  const target = {
    target: 'pino-pretty',
    options: { destination: 2, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' },
  }
  return pino({ ...options, transport: target })
}

/**
 * What a statement was given could be a secret, and drizzle puts it into the message of its errors; what a driver hangs
 * on its own (the whole client) nobody wants to read.
 */
function readable(error: Error & { query?: string }) {
  const { query, cause } = error
  const { type, code, message, stack } = stdSerializers.err(query && cause instanceof Error ? cause : error)
  if (query === undefined) return { type, code, message, stack }
  return { type: 'QueryFailed', query, message, stack: cause ? stack : undefined }
}

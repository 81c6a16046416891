import { pino, stdSerializers } from 'pino'
import type { Config } from '../../config.ts'

export type Log = ReturnType<typeof newLog>

/** JSON lines; readable ones on a terminal. What could hold a secret is taken out wherever it stands. */
export function newLog({ LOG_LEVEL }: Pick<Config, 'LOG_LEVEL'>, isTerminal = process.stderr.isTTY) {
  const options = {
    level: LOG_LEVEL,
    serializers: { err: withoutParameters },
    redact: ['*.password', '*.token', '*.secret', '*.authorization', '*.cookie', 'req.headers'],
  }
  if (!isTerminal) return pino(options, pino.destination(2))
  const target = {
    target: 'pino-pretty',
    options: { destination: 2, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' },
  }
  return pino({ ...options, transport: target })
}

/** What a statement was given could be a secret: drizzle puts it into the message of its errors. */
function withoutParameters(error: Error & { query?: string; params?: unknown }) {
  if (error.query === undefined) return stdSerializers.err(error)
  const { message, stack } = error.cause instanceof Error ? error.cause : error
  return { type: 'QueryFailed', query: error.query, message, stack: error.cause ? stack : undefined }
}

import { mkdir } from 'node:fs/promises'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { readConfig, WrongSettings } from './config.ts'
import { startEmbedded } from './platform/database/embedded.ts'
import { newLog } from './platform/log/log.ts'
import { appSecret } from './platform/secrets/secrets.ts'

/** Whoever waits for the first page is answered before anything begins in the background. */
const WORK_AFTER_MS = 100

/** The process: settings → database → server → stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = newLog(config)
  await mkdir(config.DATA_DIR, { recursive: true, mode: 0o711 })
  enableCompileCache(join(config.DATA_DIR, 'compiled'))
  const secret = await appSecret(config.DATA_DIR, config.APP_SECRET)
  const spawned = Promise.withResolvers<void>()
  const starting = config.DATABASE_URL
    ? null
    : startEmbedded({ dataDir: config.DATA_DIR, log, onSpawned: spawned.resolve })
  // Reading the program leaves no time for anything else, so PostgreSQL is at work before.
  if (starting) await Promise.race([spawned.promise, starting])
  const [{ start }, embedded] = await Promise.all([import('./start.ts'), starting])
  const { app, platform, work, stop } = await start(config, config.DATABASE_URL ?? embedded?.url ?? '', secret, log)

  let isStopping = false
  const end = async (signal: string) => {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'stopping')
    await stop()
    await embedded?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(signal).catch(fail))

  const address = await app.listen({ host: config.HOST, port: config.PORT })
  process.stdout.write(`listening on ${address}\n`)
  setTimeout(() => isStopping || work(), WORK_AFTER_MS)
  const [someone] = await platform.database.sql`select 1 from users limit 1`
  if (!someone)
    process.stdout.write(`No users yet. Open ${address}/setup and give this setup token: ${platform.setupToken}\n`)
}

main().catch(fail)

function fail(error: unknown): never {
  process.stderr.write(
    error instanceof WrongSettings ? `${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`,
  )
  process.exit(1)
}

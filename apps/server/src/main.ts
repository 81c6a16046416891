import { mkdir } from 'node:fs/promises'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { readConfig, WrongSettings } from './config.ts'
import { startEmbedded } from './platform/database/embedded.ts'
import { newLog } from './platform/log/log.ts'
import { appSecret } from './platform/secrets/secrets.ts'

/** The process: settings → database → server → stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = newLog(config)
  await mkdir(config.DATA_DIR, { recursive: true, mode: 0o711 })
  enableCompileCache(join(config.DATA_DIR, 'compiled'))
  const secret = await appSecret(config.DATA_DIR, config.APP_SECRET)
  // PostgreSQL starts while the program is still being read.
  const [embedded, { start }] = await Promise.all([
    config.DATABASE_URL ? null : startEmbedded({ dataDir: config.DATA_DIR, log }),
    import('./start.ts'),
  ])
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
  work()
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

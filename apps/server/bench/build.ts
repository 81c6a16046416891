import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Brings the built server and the built web app up to date: what is measured is what `npm start` starts. */
export async function build(): Promise<void> {
  const turbo = fileURLToPath(new URL('../../../node_modules/.bin/turbo', import.meta.url))
  const child = spawn(turbo, ['run', 'build', '--output-logs=errors-only'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`Building ended with ${code}: run \`pnpm build\` to see why.`)
}

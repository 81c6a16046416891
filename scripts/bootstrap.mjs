// `npm start`, `npm test`: sets up what is missing, then starts the product or runs its tests.
import { foreground } from './foreground.mjs'
import { Advice, build, install, runtime } from './setup.mjs'

const programs = {
  start: ['apps/server/dist/main.js'],
  test: ['node_modules/vitest/vitest.mjs', 'run'],
}
const [task = '', ...args] = process.argv.slice(2)

async function main() {
  if (task !== 'install' && !Object.hasOwn(programs, task)) {
    throw new Advice('Say what to do: node scripts/bootstrap.mjs install|start|test')
  }
  await install()
  if (task === 'install') return 0
  const { node, env } = runtime()
  await build()
  return foreground([{ command: node, args: [...programs[task], ...args], env }])
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Advice)) throw error
  console.error(error.message)
  process.exitCode = 1
}

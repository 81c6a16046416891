// `pnpm dev`: the server, restarted when its sources change, and Vite beside it.
import { join } from 'node:path'
import { foreground } from './foreground.mjs'
import { install, root, runtime } from './setup.mjs'

await install()
const { node, env } = runtime()
process.exitCode = await foreground([
  { command: node, args: ['--watch', 'apps/server/src/main.ts'], env },
  { command: node, args: ['node_modules/vite/bin/vite.js'], env, cwd: join(root, 'apps/web') },
])

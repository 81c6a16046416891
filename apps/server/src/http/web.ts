import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { inServer } from '../platform/home.ts'

/** The built web app, if it was built: its hashed files for ever, its one page for every address of its own. */
export async function addWeb(app: FastifyInstance, folder = inServer('../web/dist')): Promise<void> {
  if (!existsSync(`${folder}/index.html`)) return
  const files = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isFile())
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  app.get('/', (_request, reply) => reply.sendFile('index.html'))
  for (const { name } of files) app.get(`/${name}`, (_request, reply) => reply.sendFile(name))
  app.get<{ Params: { '*': string } }>('/assets/*', ({ params }, reply) => reply.sendFile(`assets/${params['*']}`))
}

/** Whether an address is one of the web app's own pages. */
export const isPage = (url: string) => !/^\/(api|trpc|assets)(\/|$|\?)/.test(url)

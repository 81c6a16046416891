import { access } from 'node:fs/promises'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { inServer } from '../platform/home.ts'

/** The built web app, if it was built: its hashed files for ever, its one page for every address of its own. */
export async function addWeb(app: FastifyInstance, folder = inServer('../web/dist')): Promise<void> {
  const isBuilt = await access(`${folder}/index.html`).then(
    () => true,
    () => false,
  )
  if (!isBuilt) return
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
}

/** Whether an address is one of the web app's own pages. */
export const isPage = (url: string) => !/^\/(api|trpc|assets)(\/|$|\?)/.test(url)

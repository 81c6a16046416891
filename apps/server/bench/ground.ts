import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Embedded, startEmbedded } from '../src/platform/database/embedded.ts'
import type { Figure } from './report.ts'
import type { Server } from './servers.ts'

export const quiet = { debug() {}, info() {}, warn: console.warn }

/** What every group of works stands on; it all goes when the bench ends. */
export interface Ground {
  /** A folder for whatever a group writes. */
  folder: string
  /** A PostgreSQL with the settings of production, fsync on. */
  postgresUrl: string
  /** Seconds of one turn. */
  seconds: number
  rounds: number
  scale: number
  wants(work: string): boolean
  /** Ends with the group, even where a work fails. */
  stopLater(server: Server): Server
}

export type Group = (ground: Ground) => AsyncGenerator<Figure>

type Options = Pick<Ground, 'seconds' | 'rounds' | 'scale' | 'wants'>

/** Lays the ground, has all groups measured one after the other, and clears it away. */
export async function* measure(groups: Group[], options: Options): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'testplanit-bench-'))
  let postgres: Embedded | undefined
  try {
    postgres = await startEmbedded({ dataDir: join(folder, 'database'), log: quiet })
    for (const group of groups) {
      const servers: Server[] = []
      const stopLater = (server: Server) => {
        servers.push(server)
        return server
      }
      try {
        yield* group({ ...options, folder, postgresUrl: postgres.url, stopLater })
      } finally {
        for (const server of servers) await server.stop()
      }
    }
  } finally {
    await postgres?.stop()
    await rm(folder, { recursive: true })
  }
}

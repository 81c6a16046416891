import fc from 'fast-check'
import { expect } from 'vitest'
import type { Answered, TestServer } from '../server.ts'
import { expectedOf } from './expected.ts'
import { type Deletion, isLiving, living, type Model, type Thing } from './model.ts'
import { pictureOf } from './picture.ts'

/** The project that a model stands for, and how one names new things in it. */
export interface Real {
  server: TestServer
  projectId: string
  configurationIds: string[]
}

export type Command = fc.AsyncCommand<Model, Real>

/** Asks the server, and expects it to answer as the model says. */
export type Ask = (
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: object | undefined,
  wanted: number,
) => Promise<Answered['body']>

interface Doing<T> {
  /** What is chosen: mostly numbers, which choose among what is there. */
  of: { [K in keyof T]: fc.Arbitrary<T[K]> }
  /** Whether there is anything to do it to. */
  needs?: (model: Model) => unknown
  does: (chosen: T, model: Model, ask: Ask, real: Real) => Promise<void>
}

/**
 * Something that a person does. It asks the server for what the model then says too, or expects to be refused and leaves
 * the model as it is; behind either, what is seen must be what follows from the model.
 */
export const command = <T>(name: string, { of, needs = () => true, does }: Doing<T>): fc.Arbitrary<Command> =>
  fc.record(of).map((chosen) => ({
    check: (model) => Boolean(needs(model)),
    run: async (model, real) => {
      const ask: Ask = async (method, path, body, wanted) => {
        const { status, body: answer } = await real.server.admin.call(method, `/api/${path}`, body)
        expect(status, `${method} ${path} answered ${JSON.stringify(answer)}`).toBe(wanted)
        return answer
      }
      await does(chosen as T, model, ask, real)
      expect(await pictureOf(real.server, real.projectId)).toEqual(expectedOf(model))
    },
    toString: () => `${name} ${JSON.stringify(chosen)}`,
  }))

/** Which of what is there. The last two name something that was deleted, if anything was. */
export const which = fc.nat(9)
export const several = fc.array(which, { minLength: 1, maxLength: 4 })

export function nth<T extends object>(things: T[], n: number): T {
  const [there, gone] = [living(things), things.filter((one) => !isLiving(one))]
  const among = (gone.length && n > 7) || !there.length ? gone : there
  if (!among.length) throw new Error('There is nothing to choose among.')
  return among[n % among.length] as T
}
export const some = <T extends object>(things: T[], ns: number[]): T[] => [...new Set(ns.map((n) => nth(things, n)))]

/** Few of a kind: what is done meets what was done before, and what is seen is read soon. */
export const areFew = (things: object[], most = 4) => living(things).length <= most

/** A name that nothing of its kind has. */
export const nameFor = (kind: string, things: unknown[]) => `${kind} ${things.length + 1}`

/** Marks things as deleted together, as the server has just done. */
export async function deleted(
  model: Model,
  { server, projectId }: Real,
  what: Pick<Deletion, 'kind' | 'what'> & Partial<Deletion>,
  things: Thing[],
): Promise<Deletion> {
  const { body } = await server.admin.get(`/api/trash?limit=1&projectId=${projectId}`)
  const deletion: Deletion = { parted: [], isRestored: false, ...what, id: body.data[0].id }
  model.deletions.push(deletion)
  for (const thing of things) thing.deletion = deletion
  return deletion
}

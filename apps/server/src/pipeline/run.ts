import { Fault, type Issue, invalid, unauthorized } from '@testplanit/api/errors'
import { type Operation, writes } from '@testplanit/api/operation'
import type * as z from 'zod'
import { allowMinutes, type Writer } from '../platform/database/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { Actor } from './actor.ts'
import { authorize, identify, leadOf } from './authorize.ts'
import { entityTables } from './entities.ts'
import type { AnyHandler, Caller } from './handler.ts'
import { digestOf, keepAnswer, type Repeat, readAnswer, takeKey } from './idempotency.ts'
import { namedAnew } from './named-anew.ts'
import { noteCall } from './note-call.ts'
import { parse } from './parse.ts'
import { newRecord, write } from './record.ts'
import { type Reference, referencesOf } from './references.ts'

/** What a request brings beside its input. */
export interface Context extends Caller {
  requestId: string
  idempotencyKey: string | null
}

const MAX_KEY = 255

interface Admitted {
  input: Record<string, unknown>
  actor: Actor
  absent: Fault | null
}

export type Run = (context: Context, input: unknown) => Promise<unknown>

/**
 * What happens to every operation, in this order: identify, parse, authorize, prepare, open the transaction, handle,
 * record, answer. `name` is `domain.operation`, as the audit log tells it.
 */
export function pipeline(name: string, operation: Operation, handler: AnyHandler, platform: Platform): Run {
  const { database } = platform
  const prepare = handler.prepare as Handle | undefined
  const checks = platform.checksAnswers && operation.kind !== 'download'
  const handle = checks ? checked(operation, handler) : (handler as Handle)
  const isPut = operation.path.startsWith('PUT ')
  const findReferences = writes(operation) ? referencesOf(operation) : null

  /**
   * Who calls, an input they may send, and what it speaks of that is not there. The anonymous hear that first, whatever
   * else is wrong.
   */
  async function admit(raw: unknown, { credential }: Context): Promise<Admitted> {
    if (operation.access.scope === 'anyone') return { input: parse(operation, raw), actor: nobody, absent: null }
    if (!credential) throw unauthorized()
    const parsed = attempt(() => parse(operation, raw))
    if (parsed instanceof Fault) {
      await identify(database, credential, null, [])
      throw parsed
    }
    const references = findReferences?.(parsed) ?? []
    const { actor, missing, isDue, lead } = await identify(database, credential, leadOf(operation, parsed), references)
    if (isDue) noteCall(platform, credential, actor)
    const refused = attempt(() => authorize(operation, actor, lead))
    if (refused && refused.code !== 'NOT_FOUND') throw refused
    const wrong = !refused && missing.length && lead && isPut ? await namedAnew(database, lead, missing) : missing
    return { input: parsed, actor, absent: refused ?? (wrong.length ? toFault(wrong) : null) }
  }

  function toFault(missing: Reference[]): Fault {
    const inPath = missing.find(({ field }) => operation.path.includes(`{${field}}`))
    if (inPath) return new Fault('NOT_FOUND', `${inPath.field} names nothing that exists here.`)
    const issues = missing.map(({ field, entity }) => ({
      field,
      message: `names no ${entityTables[entity].noun} that exists here`,
    }))
    return invalid(...(issues as [Issue, ...Issue[]]))
  }

  async function command(
    tx: Writer,
    call: { input: unknown; actor: Actor; prepared: unknown },
    context: Context,
  ): Promise<unknown> {
    const { actor } = call
    if (operation.kind === 'upload') await allowMinutes(tx)
    const repeat = repeatOf(call, context)
    const first = repeat && (await takeKey(tx, repeat))
    if (first) return again(first.value)
    const record = newRecord()
    const answer = await handle({ ...call, tx, record: record.recorder })
    await write(tx, record, originOf(actor, context), repeat && keepAnswer(repeat, answer))
    return answer
  }

  /** What is fetched is recorded before any of it is sent. */
  async function download(reading: { actor: Actor }, context: Context): Promise<unknown> {
    const record = newRecord()
    const file = await handle({ ...reading, record: record.recorder })
    await write(database.db, record, originOf(reading.actor, context), null)
    return file
  }

  const originOf = (actor: Actor, { address, requestId }: Context) => ({
    operation: name,
    userId: actor.id || null,
    projectId: actor.projectId || null,
    address,
    requestId,
  })

  function repeatOf(
    { actor, input }: { actor: Actor; input: unknown },
    { idempotencyKey: key }: Context,
  ): Repeat | null {
    if (!key || operation.secret) return null
    if (key.length > MAX_KEY)
      throw invalid({ field: 'Idempotency-Key', message: `is longer than ${MAX_KEY} characters` })
    return { userId: actor.id, operation: name, key, digest: digestOf(input) }
  }

  /**
   * A command may have taken away what it was about: its repeat gets the first answer all the same, as long as the caller
   * may still do this there.
   */
  async function answerOfFirst({ absent, ...call }: Admitted, context: Context): Promise<unknown> {
    const { credential } = context
    const repeat = operation.kind === 'command' ? repeatOf(call, context) : null
    const first = repeat && (await readAnswer(database.db, repeat))
    if (!first || !credential) throw absent
    const lead = leadOf(operation, call.input)
    const { actor } = await identify(database, credential, lead && { ...lead, mayBeGone: true }, [])
    authorize(operation, actor, lead)
    return again(first.value)
  }

  return async (context, raw) => {
    const admitted = await admit(raw, context)
    if (admitted.absent) return answerOfFirst(admitted, context)
    const { input, actor } = admitted
    const call = { input, actor, caller: context, platform }
    const reading = { ...call, db: database.db }
    if (operation.kind === 'query' || operation.kind === 'live') return handle(reading)
    if (operation.kind === 'download') return download(reading, context)
    const prepared = await prepare?.(reading)
    return database.transaction((tx) => command(tx, { ...call, prepared }, context))
  }
}

/** The first answer once more; one that can say that it is a repeat says so. */
const again = (value: unknown) =>
  value !== null && typeof value === 'object' && 'repeated' in value ? { ...value, repeated: true } : value

type Handle = (call: object) => Promise<unknown>

/** A handler whose answers must be what their schema says, field by field. */
function checked({ output }: Operation, handler: AnyHandler): Handle {
  const schema = output as unknown as z.ZodType
  return async (call) => {
    const answer = await (handler as Handle)(call)
    const known = schema.parse(answer)
    if (JSON.stringify(sorted(known)) !== JSON.stringify(sorted(answer)))
      throw new Error(`The answer has what its schema does not know: ${JSON.stringify(answer)}`)
    return answer
  }
}

const sorted = (value: unknown): unknown =>
  value === null || typeof value !== 'object'
    ? value
    : Array.isArray(value)
      ? value.map(sorted)
      : Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )

/** Stands where nobody is logged in: it may nothing. */
const nobody: Actor = {
  id: '',
  name: '',
  email: '',
  systemAccess: 'NONE',
  readOnly: true,
  loginId: null,
  expiresAt: null,
  projectId: '',
  grants: [],
  must() {
    throw unauthorized()
  },
}

function attempt<T>(work: () => T): T | Fault {
  try {
    return work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

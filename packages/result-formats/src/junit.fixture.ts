import { readJunit } from './junit.ts'
import type { Batch } from './model.ts'

/** All batches of a file as one. */
export async function readBytes(bytes: AsyncIterable<Uint8Array>): Promise<Batch> {
  const all: Batch = { results: [], warnings: [] }
  for await (const { results, warnings, fault } of readJunit(bytes)) {
    if (all.fault) throw new Error('a batch came after the fault')
    all.results.push(...results)
    all.warnings.push(...warnings)
    if (fault) all.fault = fault
  }
  return all
}

export const read = (xml: string) => readBytes(chunksOf(Buffer.from(xml), 65_536))

export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

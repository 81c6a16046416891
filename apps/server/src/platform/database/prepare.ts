import type { Reader } from './database.ts'

/**
 * A statement that is put together once for each database and not for each request: for the reads that are asked most,
 * where that costs more than all the rest.
 */
export function prepareOnce<T>(build: (db: Reader) => T): (db: Reader) => T {
  const known = new WeakMap<Reader, T>()
  return (db) => {
    const statement = known.get(db) ?? build(db)
    known.set(db, statement)
    return statement
  }
}

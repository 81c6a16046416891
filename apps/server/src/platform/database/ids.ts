import { uuidv7obj } from 'uuidv7'

/** A new id: a UUID v7, later ones sort after earlier ones. */
export const newId = (): string => uuidv7obj().toString()

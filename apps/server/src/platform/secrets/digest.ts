import { createHash } from 'node:crypto'

/** Tokens are kept as digests: who reads the database cannot log in. They are random enough to need no salt. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

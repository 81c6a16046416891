import { createHash, randomBytes } from 'node:crypto'

/** A token that nobody guesses: 256 bits, as text. */
export const newToken = () => randomBytes(32).toString('base64url')

/** Tokens are kept as digests: who reads the database cannot log in. They are random enough to need no salt. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

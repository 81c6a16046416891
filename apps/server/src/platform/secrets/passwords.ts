import { hash, verify } from '@node-rs/argon2'

/** OWASP's second choice for argon2id (19 MiB, two passes, one lane): node-rs's default algorithm is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string) => hash(password, cost)

/** Compared with where there is no such user, so that the answer takes as long. */
const decoy = hashPassword('nobody has this password')

/** Takes the same time whether there is a hash or not. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await decoy), password)
  return fits && passwordHash !== undefined
}

import superjson from 'superjson'

/**
 * How tRPC writes what travels. Answers are superjson's. Inputs are plain JSON: superjson rebuilds whatever types and
 * shared references a text names, before anybody has asked who sent it, and a few bytes can name gigabytes.
 */
export const transformer = {
  input: { serialize: (value: unknown) => value, deserialize: (value: unknown) => value },
  output: superjson,
}

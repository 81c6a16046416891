import { number } from '../../ui/number.ts'
import { toast } from '../../ui/toast.tsx'

/** What the server takes of run cases at once. */
export const PART = 10_000

/** Says how far something long is; `end` takes the word away. */
export function progress() {
  let close: (() => void) | undefined
  const end = () => close?.()
  return {
    say: (text: string) => {
      end()
      close = toast({ status: 'IN_PROGRESS', text })
    },
    end,
  }
}

/** Sends many in parts of `size`, telling how far it is. Answers how many were done, and what stopped it before the end. */
export async function inParts<T>(
  all: readonly T[],
  size: number,
  doing: string,
  send: (part: T[]) => Promise<unknown>,
): Promise<{ done: number; error?: unknown }> {
  const { say, end } = progress()
  try {
    for (let at = 0; at < all.length; at += size) {
      if (all.length > size) say(`${doing}: ${number.format(at)} of ${number.format(all.length)}…`)
      try {
        await send(all.slice(at, at + size))
      } catch (error) {
        return { done: at, error }
      }
    }
    return { done: all.length }
  } finally {
    end()
  }
}

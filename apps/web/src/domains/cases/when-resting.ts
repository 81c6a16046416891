const REST_MS = 80
let timer: ReturnType<typeof setTimeout> | undefined

/** Runs it when the pointer has rested for a moment: not for each row that passes beneath it. */
export function whenResting(run: () => void) {
  clearTimeout(timer)
  timer = setTimeout(run, REST_MS)
}

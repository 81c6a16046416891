/** The time on one case: runs from when it is made, stands while paused. */
export interface Timer {
  ms: () => number
  running: () => boolean
  toggle: () => void
}

export function startTimer(fromMs: number): Timer {
  let counted = fromMs
  let since: number | undefined = performance.now()
  const ms = () => Math.round(counted + (since === undefined ? 0 : performance.now() - since))
  return {
    ms,
    running: () => since !== undefined,
    toggle: () => {
      if (since === undefined) since = performance.now()
      else {
        counted = ms()
        since = undefined
      }
    },
  }
}

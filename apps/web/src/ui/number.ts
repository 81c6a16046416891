/** Numbers as everything here writes them, whatever the browser speaks: `number.format(1234)` is `1,234`. */
export const number = new Intl.NumberFormat('en')

/** A part of a whole in per cent, with one decimal, rounded as the server's reports are; undefined where there is nothing. */
export const rateOf = (part: number, whole: number) =>
  whole === 0 ? undefined : Math.round((part * 1000) / whole) / 10

/** A pass rate as it stands everywhere: `93.1%`. */
export const rateText = (rate: number) => `${rate.toFixed(1)}%`

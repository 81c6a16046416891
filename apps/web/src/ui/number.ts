/** Numbers as everything here writes them, whatever the browser speaks: `number.format(1234)` is `1,234`. */
export const number = new Intl.NumberFormat('en')

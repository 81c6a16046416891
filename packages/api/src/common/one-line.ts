/** Line breaks, tabs and other control characters: what a text on one line does not hold. */
const BREAK = '[\\p{Cc}\\u2028\\u2029]'
const HAS_BREAK = new RegExp(BREAK, 'u')
const BREAKS = new RegExp(`\\s*${BREAK}+\\s*`, 'gu')

export const isOneLine = (text: string) => !HAS_BREAK.test(text)
export const NOT_ONE_LINE = 'must not contain line breaks, tabs or other control characters'

/** The text on one line: what divided its lines or cells becomes a space. */
export const oneLine = (text: string) => (isOneLine(text) ? text : text.replace(BREAKS, ' '))

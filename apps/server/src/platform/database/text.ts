/** A pattern for `like` that finds a text anywhere, whatever is in it. */
export const contains = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

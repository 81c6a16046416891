/** PostgreSQL cannot hold NUL, and a lone surrogate has no UTF-8. */
export const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()
export const UNSTORABLE = 'must not contain NUL characters or broken surrogate pairs'

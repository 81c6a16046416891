/** Class names joined; what is false or empty is left out. */
export const cx = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(' ')

/** What no name of a file may hold where it is saved: parts of paths, and what shows a name other than it is. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const MAX_CHARACTERS = 150

/** The value of Content-Disposition: any name, as it came but for what could mislead, and no way out of the header. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const safe = [...name.replace(UNSAFE, '_')].slice(0, MAX_CHARACTERS).join('').toWellFormed()
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename*=UTF-8''${encoded}`
}

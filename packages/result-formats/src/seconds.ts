import { LIMITS } from './model.ts'

/**
 * A time in seconds, as tools of all locales write it, in whole milliseconds. Nothing when it is no such number.
 * A lone comma is a decimal one: those who group thousands with commas also write a decimal point.
 */
export function readSeconds(written: string): number | undefined {
  const text = written.trim()
  if (text === '') return undefined
  const plain = Number(text)
  const milliseconds = Math.round(1000 * (Number.isNaN(plain) ? Number(withoutGroups(text)) : plain))
  return milliseconds >= 0 && milliseconds <= LIMITS.durationMs ? milliseconds : undefined
}

function withoutGroups(text: string): string {
  if (/^\d{1,3}([ ,']\d{3})*\.\d+$/.test(text) || /^\d{1,3}(,\d{3}){2,}$/.test(text)) return text.replace(/[ ,']/g, '')
  if (/^\d{1,3}([ .']\d{3})*,\d+$/.test(text)) return text.replace(/[ .']/g, '').replace(',', '.')
  return text.replace(',', '.')
}

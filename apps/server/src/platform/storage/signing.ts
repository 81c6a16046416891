import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signs and checks what an address allows. A signed text tells nothing else and cannot be changed. */
export function signer(key: Buffer, now: () => Date) {
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  return {
    sign(claims: object, expires: Date): string {
      const text = Buffer.from(JSON.stringify({ ...claims, until: expires.getTime() })).toString('base64url')
      return `${text}.${digest(text)}`
    },
    /** The claims, and whether their time is over; null where the text is not ours. */
    check<T>(signed: string): (T & { isOver: boolean }) | null {
      const [text = '', given = ''] = signed.split('.')
      const [wanted, got] = [Buffer.from(digest(text)), Buffer.from(given)]
      if (wanted.length !== got.length || !timingSafeEqual(wanted, got)) return null
      const { until, ...claims } = JSON.parse(Buffer.from(text, 'base64url').toString())
      return { ...claims, isOver: until <= now().getTime() }
    },
  }
}

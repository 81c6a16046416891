import type { Transporter } from 'nodemailer'
import type { Config } from '../../config.ts'

/** A mail of plain text to one person. Its id makes the mail's own: who gets it twice can tell. */
export interface Letter {
  id: string
  to: string
  subject: string
  text: string
}

export interface Mail {
  /** Hands a letter to the mail server; throws where that does not take it. */
  send(letter: Letter): Promise<void>
}

const TIMEOUT = 20_000
const MAX_SUBJECT = 200
/** One address: nothing that could end it, or begin another. */
const ADDRESS = /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u

/** The mail server of the settings; null where there is none, and no mail is sent. */
export function openMail({ SMTP_URL, MAIL_FROM = '' }: Pick<Config, 'SMTP_URL' | 'MAIL_FROM'>): Mail | null {
  if (!SMTP_URL) return null
  let transport: Transporter | undefined
  const open = async () =>
    (await import('nodemailer')).createTransport({
      url: SMTP_URL,
      connectionTimeout: TIMEOUT,
      greetingTimeout: TIMEOUT,
      socketTimeout: TIMEOUT,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  const host = MAIL_FROM.replace(/^.*@|>$/g, '')
  return {
    async send({ id, to, subject, text }) {
      if (!ADDRESS.test(to)) throw new Error('This is no address of one person.')
      transport ??= await open()
      await transport.sendMail({
        from: MAIL_FROM,
        to: { name: '', address: to },
        subject: onOneLine(subject),
        text,
        messageId: `<${id}@${host}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
  }
}

/** What people wrote stands in subjects: of a line break a header could be made. */
const onOneLine = (text: string) =>
  [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()].slice(0, MAX_SUBJECT).join('')

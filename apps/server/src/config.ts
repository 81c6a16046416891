import { isIP } from 'node:net'
import * as z from 'zod'

/** An empty value counts as none: that is how .env files switch a setting off. */
const setting = <S extends z.ZodType>(schema: S) => z.preprocess((value) => (value === '' ? undefined : value), schema)

const count = (max: number, min = 0) => z.coerce.number().int().min(min).max(max)
const megabytes = z.coerce.number().int().min(1).max(1_000_000)

/** `1`, or `10.0.0.5,192.168.0.0/16`. A plain yes would let every caller name their own address. */
const isProxies = (value: string) =>
  /^\d$/.test(value) || value.split(',').every((one) => isIP(one.trim().replace(/\/\d{1,3}$/, '')) > 0)

/** Which proxies Fastify believes. */
export const proxiesOf = ({ TRUST_PROXY }: Pick<Config, 'TRUST_PROXY'>) =>
  /^\d$/.test(TRUST_PROXY)
    ? (_address: string, hop: number) => hop < Number(TRUST_PROXY)
    : TRUST_PROXY.split(',').map((one) => one.trim())

/** `tests@example.com`, or `A name <tests@example.com>`. */
const isSender = (value: string) => z.email().safeParse(/^[^<>"\p{Cc}]*<([^<>]+)>$/u.exec(value)?.[1] ?? value).success

/** What the product does not do yet: a server that ignored it would surprise its operator. */
const later = (what: string) =>
  setting(z.undefined({ error: `${what} is not supported yet: remove this setting` })).optional()

/** Every setting of the server, from its environment. `.env.example` is made from this. */
export const Settings = z.object({
  HOST: setting(z.string().default('127.0.0.1')).meta({ description: 'The address to listen on.' }),
  PORT: setting(z.coerce.number().int().min(0).max(65_535).default(3000)).meta({
    description: '0 takes any free port.',
  }),
  PUBLIC_URL: setting(z.url({ protocol: /^https?$/ }).optional()).meta({
    description: 'Where people reach it: the origin for cookies and links. Default: http://HOST:PORT.',
    example: 'https://tests.example.com',
  }),
  DATA_DIR: setting(z.string().default('./data')).meta({
    description: 'Embedded PostgreSQL, files, generated secrets.',
  }),
  DATABASE_URL: setting(z.url({ protocol: /^postgres(ql)?$/ }).optional()).meta({
    description: 'An own PostgreSQL, 15 or newer. Default: an embedded one in DATA_DIR.',
    example: 'postgres://testplanit:password@db.example.com:5432/testplanit',
  }),
  DATABASE_POOL: setting(count(1000, 2).default(20)).meta({
    description: 'Connections to PostgreSQL for each process, 2 or more; beside them up to 4 for jobs.',
  }),
  ROLE: setting(z.enum(['all', 'web', 'worker']).default('all')).meta({
    description: 'What this process does: all, web or worker.',
  }),
  APP_SECRET: setting(z.string().min(32).optional()).meta({
    description:
      'Encrypts credentials, signs addresses; 32 characters or more. Generated into DATA_DIR with the embedded database; required with DATABASE_URL.',
    example: 'the output of: openssl rand -base64 32',
  }),
  ADMIN_EMAIL: setting(z.email().optional()).meta({
    description: 'With ADMIN_PASSWORD: an unattended first start makes this administrator.',
  }),
  ADMIN_PASSWORD: setting(z.string().min(8).optional()).meta({ description: '8 characters or more.' }),
  RATE_LIMIT_USER_HOUR: setting(count(1e9).default(1000)).meta({
    description: 'Calls of a user to /api; 0 switches a limit off.',
  }),
  RATE_LIMIT_ANONYMOUS_HOUR: setting(count(1e9).default(100)).meta({
    description: 'Calls of an address without a login.',
  }),
  RATE_LIMIT_BURST_MINUTE: setting(count(1e9).default(50)).meta({ description: 'Calls within a minute, for either.' }),
  RATE_LIMIT_LOGIN_MINUTE: setting(count(1e9).default(10)).meta({
    description: 'Attempts to log in, by account and by address.',
  }),
  RATE_LIMIT_TRPC_MINUTE: setting(count(1e9).default(1000)).meta({ description: "The web app's own calls." }),
  TRUST_PROXY: setting(
    z.string().refine(isProxies, { error: 'is neither a number of proxies nor their addresses' }).default('0'),
  ).meta({
    description:
      'Behind reverse proxies: how many there are, or their addresses and ranges, by commas. The caller is the first address in X-Forwarded-For that is none of theirs.',
    example: '1',
  }),
  MAX_UPLOAD_MB: setting(megabytes.default(100)).meta({ description: 'The largest file to attach.' }),
  MAX_IMPORT_MB: setting(megabytes.default(1024)).meta({ description: 'The largest upload of results.' }),
  TRASH_DAYS: setting(count(3650).default(90)).meta({
    description: 'So many days what was deleted can be brought back; then it goes for good. 0 keeps it for ever.',
  }),
  LOG_LEVEL: setting(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')).meta({
    description: 'fatal, error, warn, info, debug, trace or silent.',
  }),
  OUTBOUND_ALLOW: setting(z.string().optional()).meta({
    description: 'Hosts or CIDR ranges, by commas, that the server may call though they are private.',
    example: '10.0.0.0/8,jira.internal',
  }),
  SMTP_URL: setting(z.url({ protocol: /^smtps?$/, hostname: /./ }).optional()).meta({
    description:
      'The mail server, with user and password where it asks for them; ?requireTLS=true insists on encryption. Default: no mail.',
    example: 'smtps://user:password@mail.example.com',
  }),
  MAIL_FROM: setting(
    z.string().refine(isSender, { error: 'is neither an address nor a name with one' }).optional(),
  ).meta({
    description: 'Who mails come from; required with SMTP_URL.',
    example: 'TestPlanIt <tests@example.com>',
  }),
  WEB_DIST: setting(z.string().optional()).meta({
    description: 'The folder of the built web app. Default: the one that was built beside the server.',
    example: '/srv/testplanit/web',
  }),
  S3_ENDPOINT: later('An S3 store'),
  OPENSEARCH_URL: later('OpenSearch'),
})

export type Config = z.infer<typeof Settings> & { origin: string }

/** Thrown where settings are wrong; the message names each, says what is wrong, and how it could be. */
export class WrongSettings extends Error {}

export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Settings.safeParse(environment)
  const faults = parsed.success
    ? together(parsed.data)
    : parsed.error.issues.map(({ path, message }) => fault(String(path[0]), message))
  if (faults.length || !parsed.success) throw new WrongSettings(`Wrong settings:\n${faults.join('\n')}`)
  const { HOST, PORT, PUBLIC_URL } = parsed.data
  const host = HOST.includes(':') ? `[${HOST}]` : HOST
  return { ...parsed.data, origin: new URL(PUBLIC_URL ?? `http://${host}:${PORT}`).origin }
}

function together(settings: z.infer<typeof Settings>): string[] {
  const { DATABASE_URL, APP_SECRET, ADMIN_EMAIL, ADMIN_PASSWORD, SMTP_URL, MAIL_FROM } = settings
  const faults = []
  if (DATABASE_URL && !APP_SECRET) faults.push(fault('APP_SECRET', 'is required with DATABASE_URL'))
  if (ADMIN_EMAIL && !ADMIN_PASSWORD) faults.push(fault('ADMIN_PASSWORD', 'is required with ADMIN_EMAIL'))
  if (ADMIN_PASSWORD && !ADMIN_EMAIL) faults.push(fault('ADMIN_EMAIL', 'is required with ADMIN_PASSWORD'))
  if (SMTP_URL && !MAIL_FROM) faults.push(fault('MAIL_FROM', 'is required with SMTP_URL'))
  return faults
}

function fault(name: string, message: string): string {
  const example = exampleOf(name)
  return `  ${name}: ${message}${example ? ` (example: ${name}=${example})` : ''}`
}

/** The example of a setting, or its default. */
export function exampleOf(name: string): string | undefined {
  const schema = Settings.shape[name as keyof typeof Settings.shape] as z.ZodType | undefined
  const example = schema?.meta()?.example
  if (example !== undefined) return String(example)
  const byDefault = schema?.safeParse(undefined).data
  return byDefault === undefined ? undefined : String(byDefault)
}

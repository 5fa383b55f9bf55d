import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'

const secret = z.string().min(32)

/** Every setting, read once at the start. `docs/operating.md` shows this table; a test keeps the two alike. */
const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port of the web server; all addresses are listened on'),
  PUBLIC_URL: z.url().optional().describe('Address that links and QR codes carry; default: the LAN address with PORT'),
  DATA_DIR: z.string().default('.data').describe('Folder of the embedded database and of generated secrets'),
  DATABASE_URL: z.url().optional().describe('PostgreSQL 15 or newer; without it an embedded PostgreSQL 18 is started'),
  LIANKA_MODE: z
    .enum(['demo', 'production'])
    .default('demo')
    .describe('demo: simulators and demo data; production: real providers, real time'),
  LIANKA_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info').describe('How much is logged'),
  LIANKA_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16).describe('Database connections of one process'),
  LIANKA_RATE_PER_MINUTE: z.coerce.number().int().min(10).default(1200).describe('Requests of one address in a minute before 429'),
  LIANKA_TRUST_PROXY: z.stringbool().default(false).describe('Believe X-Forwarded-For of a load balancer in front; leave off without one'),
  LIANKA_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(3100).describe('Port of the simulators in demo mode'),
  LIANKA_SIMULATOR_URL: z.url().optional().describe('Simulators that run already; set by `lianka start` for its processes'),
  LIANKA_DEMO_TOKEN: secret.optional().describe('Shared by server and simulators in demo mode; generated when unset'),
  LIANKA_FIELD_KEY: secret.optional().describe('Encrypts personal fields (AES-256-GCM); generated in demo mode, required in production'),
  LIANKA_HASH_KEY: secret.optional().describe('Keys the hashes by which personal fields are found; as above'),
  LIANKA_TOKEN_KEY: secret.optional().describe('Signs access tokens; as above'),
  WX_API_BASE: z.url().default('https://api.weixin.qq.com').describe('WeChat mini-program server API'),
  WX_APPID: z.string().optional().describe('Mini-program id'),
  WX_SECRET: z.string().optional().describe('Mini-program secret'),
  WXPAY_API_BASE: z.url().default('https://api.mch.weixin.qq.com').describe('WeChat Pay API v3'),
  WXPAY_MCHID: z.string().optional().describe('Merchant number'),
  WXPAY_SERIAL: z.string().optional().describe('Serial of the merchant certificate'),
  WXPAY_PRIVATE_KEY: z.string().optional().describe('Merchant private key, PEM'),
  WXPAY_APIV3_KEY: z.string().length(32).optional().describe('API v3 key, 32 characters'),
  WXPAY_PUBLIC_KEY_ID: z.string().optional().describe('PUB_KEY_ID_… of the WeChat Pay public key'),
  WXPAY_PUBLIC_KEY: z.string().optional().describe('WeChat Pay public key, PEM'),
  WXPAY_NOTIFY_BASE: z.url().optional().describe('Where WeChat Pay and couriers reach this server; default: PUBLIC_URL'),
  LIANKA_PAYOUT_RAIL: z
    .enum(['transfer', 'profit_sharing'])
    .default('transfer')
    .describe('How withdrawals leave: merchant transfer, or a split of the paid orders (they are then paid with profit sharing)'),
  LIANKA_TRANSFER_LEAST_FEN: z.coerce.number().int().min(1).default(10).describe('Smallest transfer of the channel, in fen'),
  LIANKA_TRANSFER_PART_FEN: z.coerce
    .number()
    .int()
    .min(1)
    .default(20_000)
    .describe('Largest single transfer; larger withdrawals are split'),
  LIANKA_TRANSFER_DAY_FEN: z.coerce.number().int().min(1).default(200_000).describe('Most that one person may be sent in a day, in fen'),
  LIANKA_TRANSFER_PARTS_A_DAY: z.coerce.number().int().min(1).default(10).describe('Most transfers to one person in a day'),
  LIANKA_OFFICER_MONTH_FEN: z.coerce
    .number()
    .int()
    .min(0)
    .default(10_000_000)
    .describe('Withdrawn in a month, in fen, above which an officer decides (VAT)'),
  LIANKA_TAX_EMPTY_MONTH_BREAKS: z
    .stringbool()
    .default(false)
    .describe('Whether a month without income breaks the run of months that the tax counts'),
  LIANKA_CHANNEL_FEE_BPS: z.coerce
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(60)
    .describe('Fee rate agreed with the channel, basis points; bills are checked against it'),
  KUAIDI100_BASE: z.url().default('https://poll.kuaidi100.com').describe('Courier tracking'),
  KUAIDI100_KEY: z.string().optional().describe('Kuaidi100 key'),
  KUAIDI100_SALT: z.string().optional().describe('Salt that signs Kuaidi100 pushes'),
  SMS_BASE: z.url().optional().describe('Text message gateway'),
  SMS_KEY: z.string().optional().describe('Key that signs requests to the gateway'),
  LIANKA_LANGUAGE_URL: z
    .url()
    .optional()
    .describe('Language model that speaks the OpenAI protocol, such as https://api.deepseek.com; without it texts are taken word for word'),
  LIANKA_LANGUAGE_KEY: z.string().optional().describe('Key of that provider'),
  LIANKA_LANGUAGE_MODEL: z.string().optional().describe('Name of the model, such as deepseek-chat or qwen-plus'),
  LIANKA_LANGUAGE_HOSTS: z
    .string()
    .default('api.deepseek.com,dashscope.aliyuncs.com')
    .describe('Hosts that texts may be sent to, with their port where it is not the usual one; no other is reached'),
  LIANKA_LANGUAGE_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(300).default(40).describe('How long the model may take to write'),
  LIANKA_LANGUAGE_DAY_TOKENS: z.coerce.number().int().min(0).default(1_000_000).describe('Tokens the model may use in a day'),
})
export type Settings = z.infer<typeof Settings> & { publicUrl: string; dataDir: string }

export const settingsTable = () =>
  Object.entries(Settings.shape).map(([name, schema]) => ({ name, meaning: schema.description ?? '', default: defaultOf(schema) }))

function defaultOf(schema: z.ZodType) {
  const empty = schema.safeParse(undefined)
  return empty.success && empty.data !== undefined ? String(empty.data) : ''
}

/** Reads the environment. Refuses a bad value or an unknown `LIANKA_…` by its name. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const unknown = Object.keys(env).filter((name) => name.startsWith('LIANKA_') && !(name in Settings.shape) && name !== 'LIANKA_DATA')
  if (unknown.length > 0) throw new SettingsError(`Unknown setting ${unknown.join(', ')}. Known: ${Object.keys(Settings.shape).join(', ')}`)
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in Settings.shape && value !== ''))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map((issue) => `Setting ${issue.path.join('.')}: ${issue.message}`).join('\n'))
  }
  const settings = parsed.data
  if (settings.LIANKA_MODE === 'production') refuseMissing(settings)
  refuseHalfLanguage(settings)
  return {
    ...settings,
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${lanAddress()}:${settings.PORT}`,
    dataDir: resolve(settings.DATA_DIR),
  }
}

export class SettingsError extends Error {
  override name = 'SettingsError'
}

const neededInProduction = [
  'PUBLIC_URL',
  'LIANKA_FIELD_KEY',
  'LIANKA_HASH_KEY',
  'LIANKA_TOKEN_KEY',
  'WX_APPID',
  'WX_SECRET',
  'WXPAY_MCHID',
  'WXPAY_SERIAL',
  'WXPAY_PRIVATE_KEY',
  'WXPAY_APIV3_KEY',
  'WXPAY_PUBLIC_KEY_ID',
  'WXPAY_PUBLIC_KEY',
  'KUAIDI100_KEY',
  'KUAIDI100_SALT',
  'SMS_BASE',
  'SMS_KEY',
] as const

function refuseMissing(settings: z.infer<typeof Settings>) {
  const missing = neededInProduction.filter((name) => settings[name] === undefined)
  if (missing.length > 0) throw new SettingsError(`In production mode these settings are required: ${missing.join(', ')}`)
}

/** The hosts that texts may be sent to. */
export const languageHosts = ({ LIANKA_LANGUAGE_HOSTS: hosts }: { LIANKA_LANGUAGE_HOSTS: string }) =>
  hosts.split(',').map((host) => host.trim())

/** A model is named whole or not at all, and lies among the hosts that may be reached. */
function refuseHalfLanguage(settings: z.infer<typeof Settings>) {
  const names = ['LIANKA_LANGUAGE_URL', 'LIANKA_LANGUAGE_KEY', 'LIANKA_LANGUAGE_MODEL'] as const
  const missing = names.filter((name) => settings[name] === undefined)
  if (missing.length > 0 && missing.length < names.length)
    throw new SettingsError(`A language model needs all of its settings; missing: ${missing.join(', ')}`)
  const url = settings.LIANKA_LANGUAGE_URL
  if (url && !languageHosts(settings).includes(new URL(url).host))
    throw new SettingsError(`LIANKA_LANGUAGE_URL leads to ${new URL(url).host}, which LIANKA_LANGUAGE_HOSTS does not name`)
}

function lanAddress() {
  const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? [])
  return addresses.find((entry) => entry.family === 'IPv4' && !entry.internal)?.address ?? '127.0.0.1'
}

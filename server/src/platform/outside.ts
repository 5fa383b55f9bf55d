import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Courier, openCourier } from '@lianka/wechat/courier'
import { type MiniProgram, openMiniProgram } from '@lianka/wechat/mini-program'
import { openPay, type Pay } from '@lianka/wechat/pay'
import { openSms, type Sms } from '@lianka/wechat/sms'
import type { Clock } from './clock.ts'
import { randomToken } from './crypto.ts'
import { type Language, openLanguage } from './language.ts'
import type { Settings } from './settings.ts'

/** The services outside this house. In demo mode the simulators speak for all of them. */
export type Outside = {
  pay: Pay
  miniProgram: MiniProgram
  courier: Courier
  sms: Sms
  /** Null where no model is set: then texts are taken word for word. */
  language: Language | null
  appid: string
  /** Where WeChat Pay and couriers reach us. */
  notifyBase: string
  simulatorUrl: string | null
  /** The same as phones and browsers reach it. */
  simulatorPublicUrl: string | null
}

const timeoutMs = 5000

/** An address on this machine as others name it: by the host of the public address. */
function reachable(url: string, publicUrl: string): string {
  const seen = new URL(url)
  seen.hostname = new URL(publicUrl).hostname
  return seen.href.replace(/\/$/, '')
}

export function openOutside(settings: Settings, clock: Clock): Outside {
  const now = () => clock.now()
  const needed = (
    name:
      | 'WX_APPID'
      | 'WX_SECRET'
      | 'WXPAY_MCHID'
      | 'WXPAY_SERIAL'
      | 'WXPAY_PRIVATE_KEY'
      | 'WXPAY_APIV3_KEY'
      | 'WXPAY_PUBLIC_KEY_ID'
      | 'WXPAY_PUBLIC_KEY'
      | 'KUAIDI100_KEY'
      | 'KUAIDI100_SALT'
      | 'SMS_BASE'
      | 'SMS_KEY',
  ) => {
    const value = settings[name]
    if (!value) throw new Error(`Setting ${name} is needed; in demo mode the simulators give it`)
    return value
  }
  return {
    pay: openPay({
      baseUrl: settings.WXPAY_API_BASE,
      mchid: needed('WXPAY_MCHID'),
      appid: needed('WX_APPID'),
      serial: needed('WXPAY_SERIAL'),
      privateKey: needed('WXPAY_PRIVATE_KEY'),
      apiV3Key: needed('WXPAY_APIV3_KEY'),
      verifyKeys: new Map([[needed('WXPAY_PUBLIC_KEY_ID'), needed('WXPAY_PUBLIC_KEY')]]),
      now,
      timeoutMs,
    }),
    miniProgram: openMiniProgram({ baseUrl: settings.WX_API_BASE, appid: needed('WX_APPID'), secret: needed('WX_SECRET'), now, timeoutMs }),
    courier: openCourier({ baseUrl: settings.KUAIDI100_BASE, key: needed('KUAIDI100_KEY'), salt: needed('KUAIDI100_SALT'), timeoutMs }),
    sms: openSms({ url: needed('SMS_BASE'), key: needed('SMS_KEY'), now, timeoutMs }),
    language: openLanguage(settings),
    appid: needed('WX_APPID'),
    notifyBase: (settings.WXPAY_NOTIFY_BASE ?? settings.publicUrl).replace(/\/$/, ''),
    simulatorUrl: settings.LIANKA_SIMULATOR_URL ?? null,
    simulatorPublicUrl: settings.LIANKA_SIMULATOR_URL ? reachable(settings.LIANKA_SIMULATOR_URL, settings.publicUrl) : null,
  }
}

/** The provider settings that stand for the simulators at `url`. */
export const simulatorSettings = (url: string, credentials: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(credentials).filter(([name]) => /^(WX|WXPAY|KUAIDI100|SMS)_/.test(name))),
  WX_API_BASE: `${url}/wxapi`,
  WXPAY_API_BASE: `${url}/wxpay`,
  KUAIDI100_BASE: `${url}/kd100`,
  SMS_BASE: `${url}/sms`,
  LIANKA_SIMULATOR_URL: url,
})

/** In demo mode the house's own secrets are made once and kept beside the data, readable by the owner only. */
export function demoSecrets(dataDir: string): Record<string, string> {
  const path = join(dataDir, 'secrets.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  const secrets = Object.fromEntries(
    ['LIANKA_FIELD_KEY', 'LIANKA_HASH_KEY', 'LIANKA_TOKEN_KEY', 'LIANKA_DEMO_TOKEN'].map((name) => [name, randomToken()]),
  )
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(path, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}

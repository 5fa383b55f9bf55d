import { createHash, randomBytes } from 'node:crypto'
import { day, minute } from './virtual-clock.ts'

/** The rules of api.weixin.qq.com that a shop meets: tokens, sign-in codes, phone codes, consents. No HTTP here. */

export type Person = { user: string; openid: string; unionid: string; sessionKey: string; phone: string }

export type Code = { kind: 'login' | 'phone'; user: string; phone: string; until: string; used: boolean }

export type Shipped = {
  transactionId: string
  uploadTime: string
  complete: boolean
  reshipped: boolean
  parcels: object[]
  /** 1 is by express; absent in books of before. */
  logisticsType?: number
  /** When the person said that all has come. */
  confirmedAt?: string
}

export type WeChatBook = {
  codes: Record<string, Code>
  tokens: { value: string; until: string }[]
  /** When tokens were refreshed by force; limited per day. */
  forcedAt: string[]
  /** By openid: whoever signed in here. */
  people: Record<string, Person>
  /** `openid templateId` → how many messages the person agreed to. */
  consents: Record<string, number>
  sent: { at: string; openid: string; templateId: string; page: string; data: Record<string, string> }[]
  shipped: Record<string, Shipped>
  /** Empty means that every page counts as published. */
  publishedPages: string[]
}

/** Becomes `{errcode, errmsg}` with status 200, as WeChat refuses. */
export class WeChatRefusal extends Error {
  readonly errcode: number
  constructor(errcode: number, errmsg: string) {
    super(errmsg)
    this.errcode = errcode
  }
}

const tokenLifeMs = 7200_000
const overlapMs = 5 * minute
const codeLifeMs = 5 * minute
const forcedPerDay = 20
const forcedApartMs = 30_000

const plus = (time: Date, ms: number): string => new Date(time.getTime() + ms).toISOString()

/** The same person is the same openid for ever and on every machine, so that a demo can be repeated. */
export const openidOf = (appid: string, user: string): string =>
  `o${createHash('sha256').update(`${appid} ${user}`).digest('base64url').slice(0, 27)}`

const unionidOf = (user: string): string => `u${createHash('sha256').update(`union ${user}`).digest('base64url').slice(0, 27)}`

const phoneOf = (user: string): string => `138${String(createHash('sha256').update(user).digest().readUInt32BE() % 1e8).padStart(8, '0')}`

export function issueCode(book: WeChatBook, kind: Code['kind'], user: string, phone: string | undefined, now: Date): string {
  for (const [code, it] of Object.entries(book.codes)) if (Date.parse(it.until) < now.getTime() - day) delete book.codes[code]
  const code = randomBytes(16).toString('hex')
  book.codes[code] = { kind, user, phone: phone ?? phoneOf(user), until: plus(now, codeLifeMs), used: false }
  return code
}

function takeCode(book: WeChatBook, kind: Code['kind'], code: unknown, now: Date): Code {
  const it = typeof code === 'string' ? book.codes[code] : undefined
  if (!it || it.kind !== kind || it.until <= now.toISOString()) throw new WeChatRefusal(40029, 'invalid code')
  if (it.used) throw new WeChatRefusal(kind === 'login' ? 40163 : 40029, kind === 'login' ? 'code been used' : 'invalid code')
  it.used = true
  return it
}

export function signIn(book: WeChatBook, appid: string, code: unknown, now: Date): Person {
  const { user, phone } = takeCode(book, 'login', code, now)
  const openid = openidOf(appid, user)
  const person: Person = { user, openid, unionid: unionidOf(user), phone, sessionKey: randomBytes(16).toString('base64') }
  book.people[openid] = person
  return person
}

export const tellPhone = (book: WeChatBook, code: unknown, now: Date): string => takeCode(book, 'phone', code, now).phone

export function issueToken(book: WeChatBook, force: boolean, now: Date): { value: string; expiresIn: number } {
  const time = now.getTime()
  book.tokens = book.tokens.filter((it) => Date.parse(it.until) > time - day)
  book.forcedAt = book.forcedAt.filter((it) => Date.parse(it) > time - day)
  const lastForced = Date.parse(book.forcedAt.at(-1) ?? '1970-01-01')
  const current = book.tokens.at(-1)
  const fresh = current && Date.parse(current.until) - time > overlapMs
  if (fresh && force && book.forcedAt.length >= forcedPerDay) throw new WeChatRefusal(45009, 'reach max force_refresh daily quota limit')
  // Two forced refreshes within half a minute give one token.
  if (fresh && (!force || time - lastForced < forcedApartMs)) {
    return { value: current.value, expiresIn: Math.floor((Date.parse(current.until) - time) / 1000) }
  }
  if (force) {
    book.forcedAt.push(now.toISOString())
    book.tokens = []
  }
  const value = `${Math.floor(time / 1000)}_${randomBytes(48).toString('base64url')}`
  book.tokens.push({ value, until: plus(now, tokenLifeMs) })
  return { value, expiresIn: tokenLifeMs / 1000 }
}

export function checkToken(book: WeChatBook, token: unknown, now: Date): void {
  const known = book.tokens.find((it) => it.value === token)
  if (!known) throw new WeChatRefusal(40001, 'invalid credential, access_token is invalid or not latest')
  if (known.until <= now.toISOString()) throw new WeChatRefusal(42001, 'access_token expired')
}

export function personOf(book: WeChatBook, openid: unknown): Person {
  const person = typeof openid === 'string' ? book.people[openid] : undefined
  if (!person) throw new WeChatRefusal(40003, 'invalid openid')
  return person
}

const consentKey = (openid: string, templateId: string): string => `${openid} ${templateId}`

/** What a tap on "allow" in `wx.requestSubscribeMessage` gives: one message of each template. */
export function agree(book: WeChatBook, openid: string, templateIds: string[]): void {
  for (const id of templateIds) book.consents[consentKey(openid, id)] = (book.consents[consentKey(openid, id)] ?? 0) + 1
}

/** Limits by the prefix of a field's name; the documents give them per kind. */
const fieldRules: Record<string, RegExp> = {
  thing: /^.{1,20}$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  number: /^\d{1,32}(\.\d+)?$/,
  amount: /^¥?\d{1,10}(\.\d{1,2})?元?$/,
  name: /^.{1,20}$/u,
  phone_number: /^[\d+\- ]{1,17}$/,
  time: /\d/,
  date: /\d/,
}

function checkFields(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null) throw new WeChatRefusal(47003, 'argument invalid! data is missing')
  const fields: Record<string, string> = {}
  for (const [name, it] of Object.entries(data as Record<string, { value?: unknown }>)) {
    const value = String(it?.value ?? '')
    const rule = fieldRules[name.replace(/\d+$/, '')]
    if (!rule?.test(value)) throw new WeChatRefusal(47003, `argument invalid! data.${name}.value invalid`)
    fields[name] = value
  }
  return fields
}

export type SubscribeRequest = { touser?: unknown; template_id?: unknown; page?: unknown; data?: unknown }

export function sendSubscribed(book: WeChatBook, request: SubscribeRequest, now: Date): void {
  const { openid } = personOf(book, request.touser)
  if (typeof request.template_id !== 'string' || !request.template_id) throw new WeChatRefusal(40037, 'invalid template_id')
  const page = typeof request.page === 'string' ? request.page : ''
  if (page) checkPage(book, page.split('?')[0] ?? '')
  const data = checkFields(request.data)
  const key = consentKey(openid, request.template_id)
  const left = book.consents[key] ?? 0
  if (left < 1) throw new WeChatRefusal(43101, 'user refuse to accept the msg')
  book.consents[key] = left - 1
  book.sent = [...book.sent, { at: now.toISOString(), openid, templateId: request.template_id, page, data }].slice(-200)
}

export function checkPage(book: WeChatBook, page: string): void {
  if (book.publishedPages.length > 0 && !book.publishedPages.includes(page)) throw new WeChatRefusal(41030, 'invalid page')
}

const sceneRule = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/

export type CodeRequest = { scene?: unknown; page?: unknown; width?: unknown; check_path?: unknown }

/** What the printed code says when it is scanned. */
export function codeContent(book: WeChatBook, request: CodeRequest): { text: string; width: number } {
  const { scene, page = '', width = 430 } = request
  if (typeof scene !== 'string' || !sceneRule.test(scene))
    throw new WeChatRefusal(40169, 'invalid length for scene, or the data is not json string')
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?')) throw new WeChatRefusal(41030, 'invalid page')
  if (typeof width !== 'number' || width < 280 || width > 1280) throw new WeChatRefusal(40097, 'invalid args: width')
  if (request.check_path !== false) checkPage(book, page)
  // WeChat hands the scene to the page still encoded, hence decodeURIComponent there.
  return { text: `${page}?scene=${encodeURIComponent(scene)}`, width }
}

const riskyWords: Record<string, number> = {
  赌博: 20006,
  博彩: 20006,
  毒品: 20006,
  裸聊: 20002,
  色情: 20002,
  代开发票: 20008,
  刷单返利: 20008,
  傻逼: 20003,
  稳赚不赔: 20008,
}
const doubtfulWords: Record<string, number> = { 加微信: 10001, 加我微信: 10001, 兼职日结: 10001, 根治: 21000, 包治: 21000, 国家级: 10001 }

export type TextJudgement = { suggest: 'pass' | 'review' | 'risky'; label: number; keywords: string[] }

export function judgeText(content: string): TextJudgement {
  const found = (words: Record<string, number>) => Object.keys(words).filter((word) => content.includes(word))
  const risky = found(riskyWords)
  if (risky[0]) return { suggest: 'risky', label: riskyWords[risky[0]] ?? 21000, keywords: risky }
  const doubtful = found(doubtfulWords)
  if (doubtful[0]) return { suggest: 'review', label: doubtfulWords[doubtful[0]] ?? 21000, keywords: doubtful }
  return { suggest: 'pass', label: 100, keywords: [] }
}

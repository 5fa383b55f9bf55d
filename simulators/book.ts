import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TopUp } from './account-rules.ts'
import type { BillChange } from './bill-rules.ts'
import type { Parcel } from './courier-rules.ts'
import type { Delivery } from './outbox.ts'
import type { PayOrder } from './pay-rules.ts'
import type { Receivers } from './receiver-rules.ts'
import type { PayRefund } from './refund-rules.ts'
import type { Sharings } from './sharing-rules.ts'
import type { TextReceived, TotpAccount } from './sms-routes.ts'
import { type TransferLimits, usualLimits } from './transfer-limits.ts'
import type { Transfers } from './transfer-rules.ts'
import type { WeChatBook } from './wechat-rules.ts'

/** Everything the far sides remember. Plain data, so that it can be read in an editor. */
export type Book = {
  clock: { offsetMs: number }
  orders: Record<string, PayOrder>
  refunds: Record<string, PayRefund>
  transfers: Transfers
  /** Money that the merchant put into the operating account. */
  topUps: TopUp[]
  receivers: Receivers
  sharings: Sharings
  /** Differences planted into bills. */
  billChanges: BillChange[]
  merchantSettings: MerchantSettings
  /** Notifications of WeChat Pay and pushes of the courier, due and done. */
  deliveries: Delivery[]
  wechat: WeChatBook
  parcels: Record<string, Parcel>
  texts: TextReceived[]
  totpAccounts: TotpAccount[]
}

/** What a merchant sets, or is granted, in the merchant platform. */
export type MerchantSettings = {
  transferLimits: TransferLimits
  /** The most of an order that may be shared, in basis points. */
  maxSharingBps: number
  /** Where notices of shares go; nowhere when empty. */
  sharingNotifyUrl: string
}

const usualSettings = (): MerchantSettings => ({ transferLimits: { ...usualLimits }, maxSharingBps: 3000, sharingNotifyUrl: '' })

const emptyBook = (): Book => ({
  clock: { offsetMs: 0 },
  orders: {},
  refunds: {},
  transfers: {},
  topUps: [],
  receivers: {},
  sharings: {},
  billChanges: [],
  merchantSettings: usualSettings(),
  deliveries: [],
  wechat: { codes: {}, tokens: [], forcedAt: [], people: {}, consents: {}, sent: [], shipped: {}, publishedPages: [] },
  parcels: {},
  texts: [],
  totpAccounts: [],
})

const saveAfterMs = 200
const keptDeliveries = 400
const keptTexts = 300

/** Old history goes; what is still due stays, however old. */
function forgetOld(book: Book): void {
  const done = book.deliveries.filter((it) => it.dueAt === null)
  if (done.length > keptDeliveries) {
    const forgotten = new Set(done.slice(0, done.length - keptDeliveries))
    book.deliveries = book.deliveries.filter((it) => !forgotten.has(it))
  }
  book.texts = book.texts.slice(-keptTexts)
}

export type OpenBook = { book: Book; save(): void; flush(): void }

export function openBook(folder: string): OpenBook {
  const file = join(folder, 'book.json')
  const book: Book = existsSync(file) ? { ...emptyBook(), ...(JSON.parse(readFileSync(file, 'utf8')) as Book) } : emptyBook()
  let timer: NodeJS.Timeout | undefined

  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    forgetOld(book)
    // Written beside and renamed, so that a crash leaves either the old book or the new one.
    const draft = `${file}.new`
    writeFileSync(draft, JSON.stringify(book), { mode: 0o600 })
    renameSync(draft, file)
  }
  const save = (): void => {
    timer ??= setTimeout(flush, saveAfterMs)
  }
  return { book, save, flush }
}

import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { type FundFlowBill, readFundFlowBill, readTradeBill, type TradeBill } from './bill-text.ts'
import { download, type PayCall, PayError, type PaySettings } from './pay-http.ts'

/**
 * Yesterday's bills, from ten in the morning on and for three months. Refused with STATEMENT_CREATING while a bill is not ready and with
 * NO_STATEMENT_EXIST when nothing happened on that day.
 */
export type Bills = {
  tradeBill(date: string): Promise<TradeBill & Hashed>
  fundFlowBill(date: string, account: FundAccount): Promise<FundFlowBill & Hashed>
}

/** The hash that the channel announced and the bytes have. */
export type Hashed = { sha1: string }

export type FundAccount = 'BASIC' | 'OPERATION' | 'FEES'

type Announced = { hash_type: string; hash_value: string; download_url: string }

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** The download is not signed; that its bytes are WeChat's follows from the hash in the signed answer before it. */
function openFile(announced: Announced, bytes: Buffer): { text: string } & Hashed {
  let plain: Buffer
  try {
    plain = isGzip(bytes) ? gunzipSync(bytes) : bytes
  } catch {
    throw new PayError(200, 'BILL_HASH_MISMATCH', 'The bill came incomplete', true)
  }
  const hash = createHash('sha1').update(plain).digest('hex')
  if (announced.hash_type !== 'SHA1' || hash !== announced.hash_value.toLowerCase()) {
    throw new PayError(200, 'BILL_HASH_MISMATCH', `The bill has ${hash}, WeChat Pay announced ${announced.hash_value}`, true)
  }
  return { text: plain.toString('utf8'), sha1: hash }
}

/** A bill whose form has changed is no bill to us, and nothing may be concluded from it. */
function understand<T>(text: string, read: (text: string) => T): T {
  try {
    return read(text)
  } catch (error) {
    throw new PayError(200, 'BILL_UNREADABLE', error instanceof Error ? error.message : 'The bill cannot be read', true)
  }
}

export function openBills(settings: PaySettings, call: PayCall): Bills {
  const fetchBill = async <Bill extends object>(path: string, read: (text: string) => Bill): Promise<Bill & Hashed> => {
    const announced = await call<Announced>('GET', path)
    const { text, sha1 } = openFile(announced, await download(settings, announced.download_url))
    return { ...understand(text, read), sha1 }
  }
  return {
    tradeBill: (date) => fetchBill(`/v3/bill/tradebill?bill_date=${encodeURIComponent(date)}&bill_type=ALL&tar_type=GZIP`, readTradeBill),
    fundFlowBill: (date, account) =>
      fetchBill(`/v3/bill/fundflowbill?bill_date=${encodeURIComponent(date)}&account_type=${account}&tar_type=GZIP`, readFundFlowBill),
  }
}

import { createHash, randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FundAccount } from '@lianka/wechat/bills'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { checkBillDate, fundFlowBill, tradeBill } from './bill-rules.ts'
import { merchantOf } from './pay-notices.ts'
import { PayRefusal, plus } from './pay-rules.ts'
import type { Simulation } from './simulation.ts'
import { minute } from './virtual-clock.ts'

/** `/wxpay/v3/bill/…` and `/wxpay/v3/billdownload/file`: a bill is announced with its hash, then fetched. */

const fetchableMs = 5 * minute

type BillQuery = { bill_date?: string; bill_type?: string; account_type?: string; tar_type?: string }

/** In memory: after a restart the bill is announced again. */
type Files = Map<string, { until: string; bytes: Buffer }>

/** The address that was asked, so that whoever reached us for the bill also reaches the file. */
const siblingUrl = (request: FastifyRequest, path: string): string =>
  `${request.protocol}://${request.host}${request.url.slice(0, request.url.indexOf('/v3/'))}${path}`

function announceFile(files: Files, request: FastifyRequest, text: string | undefined, now: Date): object {
  if (text === undefined) throw new PayRefusal(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
  const { tar_type } = request.query as BillQuery
  if (tar_type !== undefined && tar_type !== 'GZIP') throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：tar_type 只支持 GZIP')
  const plain = Buffer.from(text)
  const token = randomBytes(16).toString('hex')
  for (const [key, file] of files) if (file.until <= now.toISOString()) files.delete(key)
  files.set(token, { until: plus(now, fetchableMs), bytes: tar_type ? gzipSync(plain) : plain })
  return {
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(plain).digest('hex'),
    download_url: siblingUrl(request, `/v3/billdownload/file?token=${token}`),
  }
}

const accounts: readonly string[] = ['BASIC', 'OPERATION', 'FEES']

export function billRoutes(scope: FastifyInstance, sim: Simulation): void {
  const files: Files = new Map()
  scope.get<{ Querystring: BillQuery }>('/v3/bill/tradebill', async (request) => {
    const { bill_date, bill_type = 'ALL' } = request.query
    if (bill_type !== 'ALL') throw new PayRefusal(400, 'PARAM_ERROR', '模拟器只提供 bill_type=ALL 的账单')
    const now = sim.clock.now()
    const text = tradeBill(sim.book, sim.book.billChanges, checkBillDate(bill_date, now), merchantOf(sim))
    return announceFile(files, request, text, now)
  })
  scope.get<{ Querystring: BillQuery }>('/v3/bill/fundflowbill', async (request) => {
    const { bill_date, account_type = 'BASIC' } = request.query
    if (!accounts.includes(account_type)) throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：account_type 不符合规则')
    const now = sim.clock.now()
    const account = account_type as FundAccount
    const text = fundFlowBill(sim.book, sim.book.billChanges, checkBillDate(bill_date, now), account, merchantOf(sim).mchid)
    return announceFile(files, request, text, now)
  })
  scope.get<{ Querystring: { token?: string } }>('/v3/billdownload/file', async (request, reply) => {
    const file = files.get(request.query.token ?? '')
    if (!file || file.until <= sim.clock.now().toISOString()) throw new PayRefusal(400, 'PARAM_ERROR', '账单下载地址无效或已过期')
    return reply.type('application/octet-stream').send(file.bytes)
  })
}

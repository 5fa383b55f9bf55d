import { createHash, generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPay, type Pay } from './pay.ts'
import { seal, sealHeaders } from './signature.ts'

const makeKeys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
const [merchant, platform] = [makeKeys(), makeKeys()]
const keyId = 'PUB_KEY_ID_0116000000012025010100001'
const now = new Date('2026-12-04T02:05:00Z')

const text = [
  '\uFEFF记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号',
  '`2026-12-03 14:05:00,`1330020261203,`36001,`商家转账,`转账,`支出,`50.00,`950.00,`1900000109API,`,`W20261203001',
  '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额',
  '`1,`0,`0.00,`1,`50.00',
  '',
].join('\r\n')

/** What the far side announces and gives. */
let given: { hash: string; status: number; file: Buffer }
let asked: string[] = []
let server: Server
let pay: Pay

const hashOf = (plain: string): string => createHash('sha1').update(plain).digest('hex')

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url?.startsWith('/file')) return response.writeHead(given.status).end(given.file)
    const address = `http://${request.headers.host}/file?token=1`
    const body = JSON.stringify({ hash_type: 'SHA1', hash_value: given.hash, download_url: address })
    return response.writeHead(200, sealHeaders(seal(body, keyId, platform.privateKey, now))).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  pay = openPay({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mchid: '1900000109',
    appid: 'wx00000000000000aa',
    serial: 'AB12',
    privateKey: merchant.privateKey,
    apiV3Key: '0123456789abcdef0123456789abcdef',
    verifyKeys: new Map([[keyId, platform.publicKey]]),
    now: () => now,
    timeoutMs: 300,
  })
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

it('a bill is read when its bytes have the announced hash, packed or already unpacked on the way', async () => {
  for (const file of [gzipSync(text), Buffer.from(text)]) {
    given = { hash: hashOf(text), status: 200, file }
    asked = []
    expect(await pay.fundFlowBill('2026-12-03', 'OPERATION')).toEqual({
      rows: [
        {
          at: new Date('2026-12-03T06:05:00Z'),
          businessNo: '1330020261203',
          flowNo: '36001',
          name: '商家转账',
          type: '转账',
          direction: 'out',
          amountFen: 5000,
          balanceFen: 95_000,
          submittedBy: '1900000109API',
          remark: '',
          voucherNo: 'W20261203001',
        },
      ],
      summary: { count: 1, inCount: 0, inFen: 0, outCount: 1, outFen: 5000 },
      sha1: hashOf(text),
    })
    expect(asked).toEqual(['/v3/bill/fundflowbill?bill_date=2026-12-03&account_type=OPERATION&tar_type=GZIP', '/file?token=1'])
  }
})

it.each([
  ['other bytes', gzipSync(text.replace('50.00', '60.00')), 'BILL_HASH_MISMATCH'],
  ['half of it', gzipSync(text).subarray(0, 60), 'BILL_HASH_MISMATCH'],
  ['nothing', Buffer.alloc(0), 'BILL_HASH_MISMATCH'],
])('%s in place of a bill leave it unknown', async (_, file, code) => {
  given = { hash: hashOf(text), status: 200, file }
  await expect(pay.fundFlowBill('2026-12-03', 'OPERATION')).rejects.toMatchObject({ code, unknown: true })
})

it('a bill in a form we do not know, or a file that is refused, leaves it unknown too', async () => {
  given = { hash: hashOf('hello'), status: 200, file: gzipSync('hello') }
  await expect(pay.tradeBill('2026-12-03')).rejects.toMatchObject({ code: 'BILL_UNREADABLE', unknown: true })
  given = { hash: hashOf(text), status: 404, file: Buffer.from('{"code":"NO_STATEMENT_EXIST"}') }
  await expect(pay.tradeBill('2026-12-03')).rejects.toMatchObject({ status: 404, code: 'DOWNLOAD_REFUSED', unknown: true })
})

import { decryptOaep } from '@lianka/wechat/signature'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { operationFen } from './account-rules.ts'
import { takeOne } from './faults.ts'
import { readMessage } from './pay-message.ts'
import { announce, merchantOf, platformKey } from './pay-notices.ts'
import type { MerchantFor } from './pay-routes.ts'
import { PayRefusal } from './pay-rules.ts'
import type { Simulation } from './simulation.ts'
import {
  cancelTransfer,
  findTransfer,
  moveTransfers,
  type PayTransfer,
  requestTransfer,
  type TransferRequest,
  toAnswer,
  toCancelled,
  toQueried,
  toTransferNotice,
} from './transfer-rules.ts'

/** `/wxpay/v3/fund-app/mch-transfer/…`, and what follows a transfer by itself. */

const base = '/v3/fund-app/mch-transfer/transfer-bills'

/** Names come encrypted for the key that the request names. */
export const nameReader =
  (sim: Simulation, serial: string) =>
  (sealed: string): string => {
    try {
      return decryptOaep(sealed, platformKey(sim, serial))
    } catch {
      throw new PayRefusal(400, 'PARAM_ERROR', '敏感信息解密失败，请用 Wechatpay-Serial 对应的公钥加密')
    }
  }

const plantOf = (sim: Simulation) => () => ({
  failsWith: takeOne(sim.faults.transfers, 'transferFailNext') ? sim.faults.transfers.transferFailReason : null,
  stuck: takeOne(sim.faults.transfers, 'transferStuckNext'),
})

type ByNumber = { Params: { number: string } }

export function transferRoutes(scope: FastifyInstance, sim: Simulation, merchantFor: MerchantFor): void {
  const find = (request: FastifyRequest): PayTransfer =>
    findTransfer(sim.book.transfers, (request.params as ByNumber['Params']).number, sim.clock.now())

  scope.post(base, async (request) => {
    const merchant = merchantFor(request)
    const ground = {
      transfers: sim.book.transfers,
      merchant,
      limits: sim.book.merchantSettings.transferLimits,
      availableFen: operationFen(sim.book),
      decryptName: nameReader(sim, merchant.serial),
      plant: plantOf(sim),
    }
    const transfer = requestTransfer(ground, readMessage<TransferRequest>(request.body), sim.clock.now())
    sim.save()
    return toAnswer(transfer)
  })
  scope.get<ByNumber>(`${base}/out-bill-no/:number`, async (request) => toQueried(find(request), merchantOf(sim)))
  scope.post<ByNumber>(`${base}/out-bill-no/:number/cancel`, async (request) => {
    const transfer = find(request)
    cancelTransfer(transfer, sim.clock.now())
    sim.save()
    return toCancelled(transfer)
  })
}

export function moveDueTransfers(sim: Simulation): void {
  const ended = moveTransfers(sim.book.transfers, sim.clock.now())
  for (const it of ended) {
    announce(sim, it.outBillNo, it.notifyUrl, {
      kind: 'pay',
      eventType: 'MCHTRANSFER.BILL.FINISHED',
      originalType: 'mch_payment',
      summary: '商家转账单据终态通知',
      serial: it.serial,
      data: toTransferNotice(it, merchantOf(sim)),
    })
  }
}

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readMessage } from './pay-message.ts'
import { announce, merchantOf } from './pay-notices.ts'
import type { MerchantFor } from './pay-routes.ts'
import { PayRefusal } from './pay-rules.ts'
import { addReceiver, type ReceiverRequest, removeReceiver } from './receiver-rules.ts'
import {
  decideSharings,
  findShareable,
  requestSharing,
  requestUnfreeze,
  type ShareRequest,
  type SharingGround,
  toSharingNotice,
  toSharingOrder,
  unsplitFen,
} from './sharing-rules.ts'
import type { Simulation } from './simulation.ts'
import { nameReader } from './transfer-routes.ts'

/** `/wxpay/v3/profitsharing/…`, and what follows a share by itself. */

const base = '/v3/profitsharing'

type ByNumber = { Params: { number: string }; Querystring: { transaction_id?: string } }

function receiverRoutes(scope: FastifyInstance, sim: Simulation, merchantFor: MerchantFor): void {
  scope.post(`${base}/receivers/add`, async (request) => {
    const message = readMessage<ReceiverRequest>(request.body)
    const { appid, serial } = merchantFor(request)
    const { type, account, relationType } = addReceiver(sim.book.receivers, message, appid, nameReader(sim, serial))
    sim.save()
    return { type, account, relation_type: relationType, ...(message.name === undefined ? {} : { name: message.name }) }
  })
  scope.post(`${base}/receivers/delete`, async (request) => {
    const message = readMessage<ReceiverRequest>(request.body)
    removeReceiver(sim.book.receivers, message)
    sim.save()
    return { type: message.type, account: message.account }
  })
}

export function sharingRoutes(scope: FastifyInstance, sim: Simulation, merchantFor: MerchantFor): void {
  const groundFor = (request: FastifyRequest): SharingGround => ({
    ...sim.book,
    merchant: merchantFor(request),
    shipped: sim.book.wechat.shipped,
    maxRatioBps: sim.book.merchantSettings.maxSharingBps,
  })
  receiverRoutes(scope, sim, merchantFor)
  scope.post(`${base}/orders`, async (request) => {
    const sharing = requestSharing(groundFor(request), readMessage<ShareRequest>(request.body), sim.clock.now())
    sim.save()
    return toSharingOrder(sharing)
  })
  scope.post(`${base}/orders/unfreeze`, async (request) => {
    const sharing = requestUnfreeze(groundFor(request), readMessage<ShareRequest>(request.body), sim.clock.now())
    sim.save()
    return toSharingOrder(sharing)
  })
  scope.get<ByNumber>(`${base}/orders/:number`, async (request) => {
    const sharing = sim.book.sharings[request.params.number]
    if (!sharing || sharing.transactionId !== request.query.transaction_id) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '记录不存在')
    return toSharingOrder(sharing)
  })
  scope.get<ByNumber>(`${base}/transactions/:number/amounts`, async (request) => {
    const order = findShareable(sim.book.orders, request.params.number)
    return { transaction_id: order.transactionId, unsplit_amount: unsplitFen(sim.book, order, sim.clock.now()) }
  })
  scope.get<ByNumber>(`${base}/merchant-configs/:number`, async (request) => {
    if (request.params.number !== merchantOf(sim).mchid) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '商户号不存在')
    return { mchid: request.params.number, max_ratio: sim.book.merchantSettings.maxSharingBps }
  })
}

/** The address for these notices is set in the merchant platform, not in the request. */
export function decideDueSharings(sim: Simulation): void {
  const { sharings, receivers, merchantSettings } = sim.book
  const decided = decideSharings(sharings, receivers, sim.clock.now())
  if (decided.length > 0) sim.save()
  if (!merchantSettings.sharingNotifyUrl) return
  for (const sharing of decided.filter((it) => it.kind === 'share')) {
    for (const part of sharing.parts.filter((it) => it.result === 'SUCCESS')) {
      announce(sim, `${sharing.outOrderNo} ${part.account}`, merchantSettings.sharingNotifyUrl, {
        kind: 'pay',
        eventType: 'PROFITSHARING.SUCCESS',
        originalType: 'profitsharing',
        summary: '分账',
        serial: sharing.serial,
        data: toSharingNotice(sharing, part, merchantOf(sim)),
      })
    }
  }
}

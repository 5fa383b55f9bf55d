import type { AnyReaction, Sweep } from '#platform/jobs'
import { deliverDigital } from './digital.ts'
import { receiveUntracked, reportShipping, subscribeTracks } from './service.ts'

export const shipmentReactions: readonly AnyReaction[] = [
  { name: 'shipment.deliver-digital', on: 'order.paid', run: (ctx, { orderId }) => deliverDigital(ctx, orderId) },
  { name: 'shipment.subscribe-tracks', on: 'parcel.shipped', run: (ctx, { parcelId }) => subscribeTracks(ctx, parcelId) },
  { name: 'shipment.report-to-wechat', on: 'parcel.shipped', run: (ctx, { parcelId }) => reportShipping(ctx, parcelId) },
]

export const shipmentSweeps: readonly Sweep[] = [{ name: 'shipment.receive-untracked', run: receiveUntracked }]

import type { AnyReaction, Sweep } from '#platform/jobs'
import { receiveUntracked, reportShipping, subscribeTracks } from './service.ts'

export const shipmentReactions: readonly AnyReaction[] = [
  { name: 'shipment.subscribe-tracks', on: 'parcel.shipped', run: (ctx, { parcelId }) => subscribeTracks(ctx, parcelId) },
  { name: 'shipment.report-to-wechat', on: 'parcel.shipped', run: (ctx, { parcelId }) => reportShipping(ctx, parcelId) },
]

export const shipmentSweeps: readonly Sweep[] = [{ name: 'shipment.receive-untracked', run: receiveUntracked }]

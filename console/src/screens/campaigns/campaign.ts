import type { Body, Item } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type CampaignRow = Item<'GET /console/campaigns'>
export type NewCampaign = Body<'POST /console/campaigns'>

export const toneOf: Record<CampaignRow['state'], Tone> = { soon: 'wait', running: 'good', ended: 'calm' }

/** Terms stay once somebody bought under them, and after the end. A whole refund empties the count; then the server decides. */
export const mayChange = ({ state, orderCount }: CampaignRow): boolean => state !== 'ended' && orderCount === 0

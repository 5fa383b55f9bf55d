import type { Item, Reply } from '../../api.ts'

export type Plan = Reply<'GET /plans/current'>['plan']
export type Published = Item<'GET /console/plans'>

import type { Item, Reply } from '../../api.ts'

export type Plan = Reply<'GET /plans/current'>['plan']
export type Published = Item<'GET /console/plans'>
export type Draft = Reply<'GET /console/plan-drafts/:id'>
export type Terms = Draft['terms']
export type Designable = Item<'GET /console/designable-products'>

import type { Item, Reply } from '../../api.ts'

export type Person = Item<'GET /console/people'>
export type Graph = Reply<'GET /console/people/:id/graph'>

import type { MemberId, ShopId, StaffId, SupplierId } from '@lianka/contract/ids'
import type { Role } from '@lianka/contract/route'
import type { Clock } from './clock.ts'
import type { Keys } from './crypto.ts'
import type { Db } from './db.ts'
import { Refusal } from './errors.ts'
import type { AnyReaction } from './jobs.ts'
import type { Log } from './log.ts'
import type { Outside } from './outside.ts'
import type { Settings } from './settings.ts'

/** Who asks. A job asks as `system`. */
export type Caller =
  | { kind: 'visitor' }
  | { kind: 'member'; memberId: MemberId; sessionId: string; shopId?: ShopId }
  | {
      kind: 'staff'
      staffId: StaffId
      sessionId: string
      role: Exclude<Role, 'visitor' | 'customer' | 'shop-owner' | 'machine'>
      supplierId: SupplierId | null
    }
  | { kind: 'system' }

/** What a use case may reach. Built once at the start; `inTransaction` narrows `db` to a transaction. */
export type Ctx = {
  db: Db
  clock: Clock
  keys: Keys
  log: Log
  settings: Settings
  outside: Outside
  reactions: readonly AnyReaction[]
  caller: Caller
}

/** Runs `work` in a transaction; inside one already, joins it. Shadow `ctx` in `work`, so the outer one is out of reach. */
export const inTransaction = <T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  ctx.db.isTransaction ? work(ctx) : ctx.db.transaction().execute((db) => work({ ...ctx, db }))

/** The signed-in member; routes for customers have one. */
export function memberOf(ctx: Ctx): MemberId {
  if (ctx.caller.kind !== 'member') throw new Refusal('account.sign_in_required')
  return ctx.caller.memberId
}

/** The caller's shop; routes for shop owners have one. */
export function shopOf(ctx: Ctx): ShopId {
  if (ctx.caller.kind !== 'member' || !ctx.caller.shopId) throw new Refusal('shop.none')
  return ctx.caller.shopId
}

export function staffOf(ctx: Ctx) {
  if (ctx.caller.kind !== 'staff') throw new Refusal('account.sign_in_required')
  return ctx.caller
}

/** A name for histories: who did it. */
export const callerName = (ctx: Ctx) =>
  ctx.caller.kind === 'member' ? ctx.caller.memberId : ctx.caller.kind === 'staff' ? ctx.caller.staffId : ctx.caller.kind

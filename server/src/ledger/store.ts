import type { OrderId, TransferId } from '@lianka/contract/ids'
import type { TransferKind } from '@lianka/contract/ledger'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { isOwned, kindOf, shardCount } from './rules.ts'

export type NewEntry = { account: string; amount: number; lineId?: string | undefined }
export type NewTransfer = {
  id: TransferId
  kind: TransferKind
  fact: string
  orderId: OrderId | null
  at: Date
  entries: readonly NewEntry[]
}

/** Posts transfers with entries, accounts and balances in one statement; a fact that was posted before is passed over. Answers the new ones, fact and id. */
export async function insertTransfers(db: Db, transfers: readonly NewTransfer[], random: () => number): Promise<[string, TransferId][]> {
  // One shard for all of a batch: others post elsewhere at the same time, and the platform's balances are touched once a batch.
  const shard = Math.floor(random() * shardCount)
  const entries = transfers.flatMap((transfer) =>
    transfer.entries.map((entry) => ({ ...entry, transfer: transfer.id, shard: isOwned(entry.account) ? 0 : shard })),
  )
  const { rows } = await sql<{ id: TransferId; fact: string }>`
    with t as (
      insert into transfers (id, kind, fact, order_id, occurred_at, position)
      select *, (select ledger_position()) from unnest(${transfers.map(({ id }) => id)}::text[], ${transfers.map(({ kind }) => kind)}::text[], ${transfers.map(({ fact }) => fact)}::text[],
        ${transfers.map(({ orderId }) => orderId)}::text[], ${transfers.map(({ at }) => at.toISOString())}::timestamptz[])
      on conflict (fact) do nothing returning id, fact
    ), e as (
      select e.* from unnest(${entries.map(({ transfer }) => transfer)}::text[], ${entries.map(({ account }) => account)}::text[], ${entries.map(({ account }) => kindOf(account))}::text[],
        ${entries.map(({ amount }) => amount)}::bigint[], ${entries.map(({ lineId }) => lineId ?? null)}::text[], ${entries.map(({ shard }) => shard)}::smallint[])
        with ordinality as e (transfer_id, account_id, kind, amount, line_id, shard, place) join t on t.id = e.transfer_id
    ), a as (
      insert into accounts (id, kind, owner)
      select distinct account_id, kind, nullif(substring(account_id from '^[^:]+:?(.*)$'), '') from e where kind <> account_id order by 1
      on conflict (id) do nothing
    ), i as (
      insert into entries (transfer_id, account_id, amount, line_id) select transfer_id, account_id, amount, line_id from e order by place
    ), b as (
      insert into balances (account_id, shard, amount) select account_id, shard, sum(amount)::bigint from e group by 1, 2 order by 1, 2
      on conflict (account_id, shard) do update set amount = balances.amount + excluded.amount
    )
    select id, fact from t`.execute(db)
  return rows.map(({ id, fact }) => [fact, id])
}

export const balancesOf = (db: Db, accounts: readonly string[]) =>
  db
    .selectFrom('balances')
    .select(['accountId', sql<number>`sum(amount)::bigint`.as('amount')])
    .where('accountId', 'in', accounts)
    .groupBy('accountId')
    .execute()

export const listAccounts = (db: Db, filter: { kind?: string | undefined; after?: string | undefined; limit: number }) =>
  db
    .selectFrom('accounts as a')
    .leftJoin('members as m', (on) => on.on(sql`m.id::text`, '=', sql`a.owner`))
    .leftJoin('suppliers as s', (on) => on.on(sql`s.id::text`, '=', sql`a.owner`))
    .leftJoin('shops as h', (on) => on.on(sql`h.id::text`, '=', sql`a.owner`))
    .select(['a.id', 'a.kind', 'a.owner', sql<string | null>`coalesce(m.nickname, s.name, h.name)`.as('ownerName')])
    .select(sql<number>`(select coalesce(sum(b.amount), 0)::bigint from balances b where b.account_id = a.id)`.as('balance'))
    .$if(Boolean(filter.kind), (query) => query.where('a.kind', '=', filter.kind as string))
    .$if(Boolean(filter.after), (query) => query.where('a.id', '>', filter.after as string))
    .orderBy('a.id')
    .limit(filter.limit)
    .execute()

export const listTransfers = (
  db: Db,
  filter: { accountId?: string | undefined; orderId?: OrderId | undefined; after?: string | undefined; limit: number },
) =>
  db
    .selectFrom('transfers as t')
    .select(['t.id', 't.kind', 't.fact', 't.orderId', 't.occurredAt'])
    .select(
      sql<
        { accountId: string; amountFen: number; lineId: string | null }[]
      >`(select json_agg(json_build_object('accountId', e.account_id, 'amountFen', e.amount, 'lineId', e.line_id) order by e.id)
        from entries e where e.transfer_id = t.id)`.as('entries'),
    )
    .$if(Boolean(filter.orderId), (query) => query.where('t.orderId', '=', filter.orderId as OrderId))
    .$if(Boolean(filter.accountId), (query) =>
      query.where('t.id', 'in', (eb) =>
        eb
          .selectFrom('entries')
          .select('transferId')
          .where('accountId', '=', filter.accountId as string),
      ),
    )
    .$if(Boolean(filter.after), (query) => query.where('t.id', '<', filter.after as TransferId))
    .orderBy('t.id', 'desc')
    .limit(filter.limit)
    .execute()

/** Each invariant of the books as the sum that must be zero. */
export async function measureInvariants(db: Db) {
  const { rows } = await sql<{ name: string; found: number }>`
    select 'transfers that do not sum to zero' as name, coalesce(sum(abs(s)), 0)::bigint as found
      from (select sum(amount) as s from entries group by transfer_id) sums
    union all select 'balances differ from entries', coalesce(sum(abs(coalesce(b.s, 0) - coalesce(e.s, 0))), 0)::bigint
      from (select account_id, sum(amount) as s from balances group by 1) b
      full join (select account_id, sum(amount) as s from entries group by 1) e using (account_id)
    union all select 'escrow left on completed lines', coalesce(sum(abs(s)), 0)::bigint
      from (select sum(e.amount) as s from entries e join order_lines l on l.id = e.line_id and l.completed_at is not null where e.account_id = 'line_escrow' group by e.line_id) left_over
    union all select 'refunds not final differ from refund pending',
      abs(coalesce((select sum(amount) from refunds where state in ('to_send', 'sent', 'abnormal')), 0) - coalesce((select sum(amount) from money_movements where kind = 'refund_paid'), 0) + coalesce((select sum(amount) from balances where account_id = 'refund_pending'), 0))::bigint
    union all select 'withdrawals pending differ from parts in flight',
      abs(coalesce((select sum(gross) from withdrawal_parts where state in ('to_send', 'sent', 'awaiting_confirmation')), 0) + coalesce((select sum(b.amount) from balances b where b.account_id like 'withdrawal\_pending:%'), 0))::bigint
    union all select 'wallets held differ from unreleased shares',
      abs(coalesce((select sum(amount) from shares where state = 'held'), 0) + coalesce((select sum(b.amount) from balances b where b.account_id like 'wallet\_held:%'), 0))::bigint`.execute(
    db,
  )
  return rows
}

// A database with a graph of people and their paid orders, as the live system would have written them, made with plain SQL.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHistory } from '@lianka/reward/history'
import type { Fact } from '@lianka/reward/history-facts'
import { drawsOf } from '@lianka/reward/population-random'
import { openCtx } from '../server/src/house.ts'
import { realClock } from '../server/src/platform/clock.ts'
import type { Ctx } from '../server/src/platform/context.ts'
import { openPool, type Pool } from '../server/src/platform/db.ts'
import { migrate } from '../server/src/platform/migrate.ts'
import { startPostgres } from '../server/src/platform/postgres.ts'
import { readSettings } from '../server/src/platform/settings.ts'
import { providers } from './ground.ts'
import { orderOf, plan, referrersOf } from './rewards-pure.ts'

export type Town = { ctx: Ctx; pool: Pool; people: number; orders: number; referrers: Int32Array; stop: () => Promise<void> }

const memberId = (person: number) => `mbr_${String(person).padStart(7, '0')}`
const chunk = 20_000

function* chunks(count: number): Generator<number[]> {
  for (let from = 0; from < count; from += chunk) yield Array.from({ length: Math.min(chunk, count - from) }, (_, index) => from + index)
}

/** Rows come by the hundred thousand and are right by construction: what checks each of them stands aside while they are written. */
const unchecked = async (pool: Pool, tables: readonly string[], work: () => Promise<void>) => {
  for (const table of tables) await pool.query(`alter table ${table} disable trigger user`)
  await work()
  for (const table of tables) await pool.query(`alter table ${table} enable trigger user`)
}

async function fillPeople(pool: Pool, referrers: Int32Array) {
  const above = (person: number) => (person < 0 ? -1 : (referrers[person] as number))
  const idOrNull = (person: number) => (person < 0 ? null : memberId(person))
  for (const people of chunks(referrers.length)) {
    const ids = people.map(memberId)
    await pool.query(
      `insert into members (id, nickname, portrait, recommendations_on, visits_shown, joined_at)
        select id, '会员 ' || right(id, 7), '/pictures/portrait-01.svg', true, false, '2026-01-01' from unnest($1::text[]) id`,
      [ids],
    )
    await pool.query(
      `insert into referrals (member_id, referrer_id, grand_referrer_id, bound_at)
        select *, timestamptz '2026-01-01' + row_number() over () * interval '1 second' from unnest($1::text[], $2::text[], $3::text[])`,
      [ids, people.map((person) => idOrNull(above(person))), people.map((person) => idOrNull(above(above(person))))],
    )
  }
  await pool.query(`insert into team_sizes (member_id, directs, seconds)
    select m, sum(d), sum(s) from (select referrer_id as m, 1 as d, 0 as s from referrals where referrer_id is not null
      union all select grand_referrer_id, 0, 1 from referrals where grand_referrer_id is not null) each group by m`)
}

type Paid = Extract<Fact, { is: 'paid' }>

/** The facts in order, and what the history makes of them: the ranks noted with each order, and those in the end. */
function decide(people: number, orders: number, referrers: Int32Array) {
  const history = openHistory(people)
  const draws = drawsOf(7)
  history.apply({ is: 'published', plan })
  for (const [person, referrer] of referrers.entries()) history.apply({ is: 'joined', person, referrer })
  for (let person = 0; person < people; person += 3) history.apply({ is: 'applied', person })
  const paid: Paid[] = []
  for (let order = 0; order < orders; order += 1) {
    const fact = orderOf(order, people, draws) as Paid
    history.apply(fact)
    paid.push(fact)
  }
  return { history, paid }
}

async function fillGoods(pool: Pool) {
  const designated = { ...plan, designated: [{ productId: 'prd_box', qualifyingFloorFen: 24_950 }] }
  await pool.query(
    `insert into plans (version, data, published_by, published_at, effective_at) values (1, $1, 'bench', '2026-01-01', '2026-01-01')`,
    [JSON.stringify(designated)],
  )
  await pool.query(`
    insert into categories (id, zh, en, picture, place) values ('beauty', '美护', 'Beauty', '/pictures/category-beauty.svg', 1);
    insert into suppliers (id, name, region_code, story, licence_number, state, applied_at) values ('sup_bench', '芳草护肤厂', '360734', '', 'BENCH', 'approved', '2026-01-01');
    insert into shops (id, owner_id, name, intro, front, region_code, opened_at) values ('shp_bench', '${memberId(0)}', '芳邻小店', '', '/pictures/shop-front-1.svg', '360702', '2026-01-01');`)
  for (const id of ['box', 'tea']) {
    await pool.query(`
      insert into products (id, supplier_id, category_id, state, title, subtitle, description, pictures, attributes, return_excepted, show_supplier_part, updated_at)
        values ('prd_${id}', 'sup_bench', 'beauty', 'approved', '礼盒', '', '', '["/pictures/gift-box.svg"]', '[]', false, false, '2026-01-01');
      insert into skus (id, product_id, name, supply_price, min_price, suggested_price, max_price, stock, weight_grams, place)
        values ('sku_${id}', 'prd_${id}', '标准装', 20000, 20000, 49900, 99800, 1000000, 500, 1);
      insert into listings (id, shop_id, product_id, on_sale, price_from, listed_at) values ('lst_${id}', 'shp_bench', 'prd_${id}', true, 49900, '2026-01-01');`)
  }
}

async function fillRanks(pool: Pool, people: number, rankOf: (person: number) => string) {
  for (const some of chunks(people)) {
    await pool.query(
      `insert into ranks (member_id, rank, since, applied_at, applied_seq, buyers_needed)
        select id, rank, '2026-01-01', case when seq is not null then timestamptz '2026-01-02' end, seq, case rank when 'boss' then 2 end
        from unnest($1::text[], $2::text[], $3::bigint[]) r (id, rank, seq)`,
      [some.map(memberId), some.map(rankOf), some.map((person) => (person % 3 === 0 ? person / 3 + 1 : null))],
    )
  }
}

type Row = { fact: Paid; r1: number; r1Rank: string; r2: number; r2Rank: string; seq: number }

async function fillOrders(pool: Pool, rows: readonly Row[]) {
  const id = (prefix: string, { fact }: Row) => `${prefix}_${String(fact.order).padStart(8, '0')}`
  const line = ({ fact }: Row) => fact.lines[0] as Paid['lines'][number]
  const kind = (row: Row) => (line(row).floor < 0 ? 'tea' : 'box')
  const idOrNull = (person: number) => (person < 0 ? null : memberId(person))
  await pool.query(
    `insert into orders (id, number, buyer_id, shop_id, state, goods, postage, total, region_code, address_cipher, note, placed_at, paid_at, paid_seq, plan_version, payer_hash, payer_id,
        r1_id, r1_rank, r2_id, r2_rank, sold_counted)
      select id, id, buyer, 'shp_bench', 'paid', base, 0, base, '360734', '', '', '2026-02-01', timestamptz '2026-02-01' + seq * interval '1 second', seq, 1, decode(md5(payer), 'hex'), payer,
        r1, case when r1 is not null then r1_rank end, r2, case when r2 is not null then r2_rank end, true
      from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]) o (id, buyer, base, seq, payer, r1, r1_rank, r2, r2_rank)`,
    [
      rows.map((row) => id('ord', row)),
      rows.map(({ fact }) => memberId(fact.buyer)),
      rows.map((row) => line(row).base),
      rows.map(({ seq }) => seq),
      rows.map(({ fact }) => memberId(fact.payer)),
      rows.map(({ r1 }) => idOrNull(r1)),
      rows.map(({ r1Rank }) => r1Rank),
      rows.map(({ r2 }) => idOrNull(r2)),
      rows.map(({ r2Rank }) => r2Rank),
    ],
  )
  const ids = [rows.map((row) => id('ord', row)), rows.map((row) => id('pcl', row)), rows.map((row) => id('lin', row))]
  await pool.query(
    `insert into parcels (id, order_id, supplier_id, state, postage) select parcel, id, 'sup_bench', 'to_ship', 0 from unnest($1::text[], $2::text[]) p (id, parcel)`,
    ids.slice(0, 2),
  )
  await pool.query(
    `insert into order_lines (id, order_id, parcel_id, place, listing_id, product_id, sku_id, title, sku_name, picture, price, quantity, supply_price, base, return_excepted)
      select line, id, parcel, 0, 'lst_' || kind, 'prd_' || kind, 'sku_' || kind, '礼盒', '标准装', '', base, 1, supply, base, false
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[]) l (id, parcel, line, kind, base, supply)`,
    [...ids, rows.map(kind), rows.map((row) => line(row).base), rows.map((row) => line(row).supply)],
  )
}

/** The payments on the books, as each was posted when it was paid. */
async function postPayments(pool: Pool) {
  await pool.query(`insert into transfers (id, kind, fact, order_id, occurred_at) select 'trf_' || substr(id, 5), 'order_paid', 'order_paid:' || id, id, paid_at from orders;
    insert into entries (transfer_id, account_id, amount, line_id)
      select 'trf_' || substr(o.id, 5), e.account, e.amount, e.line from orders o join order_lines l on l.order_id = o.id,
        lateral (values ('channel_clearing', l.base, null), ('line_escrow', -l.base, l.id)) e (account, amount, line);
    insert into balances (account_id, shard, amount) select account_id, 0, sum(amount) from entries group by 1;`)
}

export async function openTown(people: number, orders: number, say: (line: string) => void): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), 'lianka-bench-'))
  const cluster = await startPostgres(folder)
  const pool = openPool(cluster.url, 4)
  await migrate(pool)
  say(`Filling a database with ${people} people and ${orders} paid orders …`)
  const referrers = referrersOf(people, drawsOf(1))
  const { history, paid } = decide(people, orders, referrers)
  await unchecked(
    pool,
    ['members', 'referrals', 'ranks', 'entries', 'transfers', 'products', 'skus', 'listings', 'orders', 'order_lines'],
    async () => {
      await fillPeople(pool, referrers)
      await fillGoods(pool)
      await fillRanks(pool, people, history.rank)
      const before = Math.ceil(people / 3)
      for (const some of chunks(orders)) {
        const rows = some.map((order): Row => {
          const noted = history.notedRanks(order)
          if (!noted) throw new Error(`Order ${order} was not decided`)
          return { fact: paid[order] as Paid, ...noted, seq: before + order + 1 }
        })
        await fillOrders(pool, rows)
      }
      await postPayments(pool)
      await pool.query('insert into orders_to_compute (order_id, paid_seq) select id, paid_seq from orders')
      await pool.query(`select setval('paid_seq', $1)`, [before + orders + 1])
    },
  )
  await pool.query('vacuum analyze')
  const secret = () => randomUUID() + randomUUID()
  const settings = readSettings({
    ...providers(),
    DATABASE_URL: cluster.url,
    LIANKA_FIELD_KEY: secret(),
    LIANKA_HASH_KEY: secret(),
    LIANKA_TOKEN_KEY: secret(),
    LIANKA_LOG_LEVEL: 'error',
  })
  return {
    ctx: openCtx(settings, pool, realClock),
    pool,
    people,
    orders,
    referrers,
    stop: async () => {
      await pool.end()
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

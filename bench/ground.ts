// A database for one benchmark run, filled with plain SQL, and the processes that stand on it.
import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spokenOf } from '@lianka/retrieval/pinyin'
import { SignJWT } from 'jose'
import { openCtx } from '../server/src/house.ts'
import { realClock } from '../server/src/platform/clock.ts'
import { openKeys, seal } from '../server/src/platform/crypto.ts'
import { openPool, type Pool } from '../server/src/platform/db.ts'
import { migrate } from '../server/src/platform/migrate.ts'
import { freePort, startPostgres } from '../server/src/platform/postgres.ts'
import { readSettings } from '../server/src/platform/settings.ts'
import { indexAll } from '../server/src/search/service.ts'
import { categories, makeGoods, makeQueries } from './goods.ts'

export type Market = {
  databaseUrl: string
  pool: Pool
  env: Record<string, string>
  members: { id: string; token: string; addressId: string }[]
  offers: { listingId: string; skuId: string; priceFen: number }[]
  shopId: string
  queries: Record<string, string>[]
  stop: () => Promise<void>
}

export const poolSize = 16
const memberCount = 200

/** So many products × 4 options in one shop with their words read, 200 people with an address and a session each. Durable settings are PostgreSQL's own. */
export async function openMarket(products: number): Promise<Market> {
  const folder = mkdtempSync(join(tmpdir(), 'lianka-bench-'))
  const cluster = await startPostgres(folder)
  const pool = openPool(cluster.url, 4)
  await migrate(pool)
  const secret = () => randomUUID() + randomUUID()
  const env = { LIANKA_FIELD_KEY: secret(), LIANKA_HASH_KEY: secret(), LIANKA_TOKEN_KEY: secret() }
  const keys = openKeys({ field: env.LIANKA_FIELD_KEY, hash: env.LIANKA_HASH_KEY, token: env.LIANKA_TOKEN_KEY })
  await fillGoods(pool, products)
  const address = seal(keys, 'address', JSON.stringify({ name: '李明', phone: '13800001234', detail: '城南大道 12 号' }))
  await fillPeople(pool, address)
  const settings = readSettings({ ...env, ...providers(), DATABASE_URL: cluster.url, LIANKA_LOG_LEVEL: 'error' })
  await indexAll(openCtx(settings, pool, realClock))
  // Only what was filled: of a table vacuumed while empty PostgreSQL expects that it stays so, and checks each reference to it by reading it whole.
  const { rows: filled } = await pool.query<{ name: string }>(
    `select relname as name from pg_stat_user_tables where schemaname = 'public' and n_live_tup > 0`,
  )
  await pool.query(`vacuum (analyze) ${filled.map(({ name }) => `"${name}"`).join(', ')}`)
  const members = await Promise.all(
    Array.from({ length: memberCount }, async (_, index) => {
      const id = `mbr_${String(index).padStart(6, '0')}`
      const token = await new SignJWT({ sid: 'bench' })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('lianka')
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime('2h')
        .sign(keys.token)
      return { id, token, addressId: `adr_${String(index).padStart(6, '0')}` }
    }),
  )
  const { rows: offers } = await pool.query<Market['offers'][number]>(
    'select listing_id as "listingId", sku_id as "skuId", price as "priceFen" from listing_prices order by sku_id',
  )
  return {
    databaseUrl: cluster.url,
    pool,
    env: { ...env, ...providers() },
    members,
    offers,
    shopId: 'shp_bench',
    queries: makeQueries(2000, spokenOf),
    stop: async () => {
      await pool.end()
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Goods with real names in one shop, written like the rest by COPY's nearest kin: a few thousand rows a statement. */
async function fillGoods(pool: Pool, products: number) {
  await pool.query(`
    insert into plans (version, data, published_by, published_at, effective_at) values (1, '{"version":1,"rates":{"agentDirect":1000,"bossDirect":2000,"bossTeam":1000},"buyersForBoss":2,
      "freeApplication":true,"cap":{"ofBase":3000,"withinMargin":true},"feeBps":100,"holdDays":7,"designated":[]}', 'bench', now() - interval '1 day', now() - interval '1 day');
    insert into suppliers (id, name, region_code, story, licence_number, state, applied_at)
      select 'sup_' || n, '供应商 ' || n, '360734', '', 'BENCH-' || n, 'approved', now() from generate_series(1, 50) n;
    insert into members (id, nickname, portrait, recommendations_on, visits_shown, joined_at)
      select 'mbr_' || lpad(n::text, 6, '0'), '会员 ' || n, '/pictures/portrait-01.svg', true, false, now() from generate_series(0, ${memberCount - 1}) n;
    insert into shops (id, owner_id, name, intro, front, region_code, opened_at) values ('shp_bench', 'mbr_000000', '芳邻小店', '', '/pictures/shop-front-1.svg', '360702', now());`)
  for (const { id, zh, place } of categories)
    await pool.query('insert into categories (id, zh, en, picture, place) values ($1, $2, $1, $3, $4)', [
      id,
      zh,
      '/pictures/category-fresh.svg',
      place,
    ])
  const goods = [...makeGoods(products)]
  for (let from = 0; from < goods.length; from += 5000) {
    await pool.query(
      `insert into products (id, supplier_id, category_id, state, title, subtitle, description, pictures, attributes, return_excepted, show_supplier_part, sold_count, review_count, star_total, updated_at)
        select 'prd_' || g.id, 'sup_' || supplier, category, 'approved', title, subtitle, repeat('果径 70–80 mm，约 11 个。', 10), '["/pictures/oranges.svg"]', attributes, false, false, sold, reviews, stars, now()
        from jsonb_to_recordset($1::jsonb) g (id text, supplier int, category text, title text, subtitle text, attributes jsonb, sold int, reviews int, stars int)`,
      [JSON.stringify(goods.slice(from, from + 5000).map((good) => ({ ...good, attributes: JSON.parse(good.attributes) })))],
    )
    await pool.query(
      `with g as (select * from jsonb_to_recordset($1::jsonb) g (id text, price int, place text)),
        s as (insert into skus (id, product_id, name, supply_price, min_price, suggested_price, max_price, stock, weight_grams, place)
          select 'sku_' || id || k, 'prd_' || id, (k * 5) || ' 斤装', price * k / 2, price * k * 3 / 5, price * k, price * k * 2, 1000000, 2500 * k, k from g, generate_series(1, 4) k)
        insert into lots (id, product_id, code, origin, producer, story, added_at) select 'lot_' || id, 'prd_' || id, 'L1', place, '钟家果园', '', now() from g`,
      [JSON.stringify(goods.slice(from, from + 5000).map(({ id, priceFen, place }) => ({ id, price: priceFen, place })))],
    )
  }
  await pool.query(`
    set statement_timeout = 0;
    insert into listings (id, shop_id, product_id, on_sale, price_from, listed_at) select 'lst_' || substr(p.id, 5), 'shp_bench', p.id, true, k.suggested_price, now() from products p join skus k on k.product_id = p.id and k.place = 1;
    insert into listing_prices (listing_id, sku_id, price) select 'lst_' || substr(product_id, 5), id, suggested_price from skus;
    insert into trace_events (lot_id, kind, at, place, note) select l.id, k, now(), '寻乌', '已完成' from lots l, unnest(array['harvest', 'inspect', 'store']) k;`)
}

async function fillPeople(pool: Pool, address: string) {
  await pool.query(
    `insert into referrals (member_id, referrer_id, bound_at) select id, null, now() from members; insert into ranks (member_id, rank, since) select id, 'member', now() from members`,
  )
  await pool.query(
    `insert into addresses (id, member_id, secret_cipher, region_code, preferred, added_at) select 'adr_' || substr(id, 5), id, $1, '360734', true, now() from members`,
    [address],
  )
}

/** Providers with real keys that nobody will call: none of the benchmarked routes leaves the house. */
export function providers(): Record<string, string> {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return {
    LIANKA_MODE: 'production',
    PUBLIC_URL: 'http://127.0.0.1',
    WX_APPID: 'wx0',
    WX_SECRET: 's',
    WXPAY_MCHID: '1',
    WXPAY_SERIAL: '1',
    WXPAY_PRIVATE_KEY: pair.privateKey,
    WXPAY_APIV3_KEY: '0'.repeat(32),
    WXPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_0',
    WXPAY_PUBLIC_KEY: pair.publicKey,
    KUAIDI100_KEY: 'k',
    KUAIDI100_SALT: 's',
    SMS_BASE: 'http://127.0.0.1:9',
    SMS_KEY: 'k',
  }
}

export type Server = { url: string; stop: () => Promise<void> }

const stopChild = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

async function until(url: string) {
  for (let tries = 0; tries < 200; tries += 1) {
    const reply = await fetch(url).catch(() => undefined)
    if (reply?.ok) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`${url} never answered`)
}

/** The server as it is delivered, in a process of its own. */
export async function startOurs(market: Market): Promise<Server> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../server/bin/lianka.ts'), 'start', '--role', 'web'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      ...market.env,
      PORT: String(port),
      DATABASE_URL: market.databaseUrl,
      LIANKA_POOL_SIZE: String(poolSize),
      LIANKA_LOG_LEVEL: 'error',
      LIANKA_RATE_PER_MINUTE: '100000000',
    },
  })
  const url = `http://127.0.0.1:${port}`
  await until(`${url}/readyz`)
  return { url, stop: () => stopChild(child) }
}

/** The floor: node:http and pg with named statements, and nothing else. */
export async function startFloor(market: Market): Promise<Server> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'floor.ts')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { PATH: process.env.PATH, PORT: String(port), DATABASE_URL: market.databaseUrl, POOL_SIZE: String(poolSize) },
  })
  const url = `http://127.0.0.1:${port}`
  await until(`${url}/select1`)
  return { url, stop: () => stopChild(child) }
}

// The floor to compare with: the least a Node server can do for the same screens and rows. One named statement a request, no checks at all.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE) })

const statements = {
  select1: 'select 1 as one',
  list: `select id as "listingId", product_id as "productId", shop_id as "shopId", shop_name as "shopName", title, subtitle, picture, price_from as "priceFen", sold_count as "soldCount",
      star_total as "starTotal", review_count as "reviewCount", in_stock as "inStock" from listings where shop_id = $1 and on_sale and sellable order by sold_count desc, id desc limit 20`,
  search: `select id as "listingId", product_id as "productId", shop_id as "shopId", shop_name as "shopName", title, subtitle, picture, price_from as "priceFen", sold_count as "soldCount",
      star_total as "starTotal", review_count as "reviewCount", in_stock as "inStock" from listings where id = any($1)`,
  detail: `select l.id as "listingId", p.id as "productId", s.id as "shopId", s.name as "shopName", p.title, p.subtitle, p.sold_count as "soldCount", p.star_total as "starTotal", p.review_count as "reviewCount",
      p.description, p.pictures, p.attributes, p.category_id as "categoryId", u.name as "supplierName", m.nickname, m.portrait,
      (select json_agg(json_build_object('id', k.id, 'name', k.name, 'priceFen', c.price, 'stock', k.stock) order by k.place) from skus k join listing_prices c on c.sku_id = k.id and c.listing_id = l.id where k.product_id = p.id) as skus,
      (select json_build_object('id', o.id, 'code', o.code, 'origin', o.origin, 'producer', o.producer, 'events',
        (select json_agg(json_build_object('kind', e.kind, 'at', e.at, 'place', e.place, 'note', e.note) order by e.at) from trace_events e where e.lot_id = o.id))
        from lots o where o.product_id = p.id order by o.id desc limit 1) as lot
    from listings l join products p on p.id = l.product_id join shops s on s.id = l.shop_id join members m on m.id = s.owner_id join suppliers u on u.id = p.supplier_id
    where l.id = $1 and l.on_sale and p.state = 'approved' and u.state = 'approved'`,
  cart: `with put as (insert into cart_lines (member_id, listing_id, sku_id, quantity, added_at) values ($1, $2, $3, 1, now())
      on conflict (member_id, listing_id, sku_id) do update set quantity = least(99, cart_lines.quantity + 1) returning quantity),
    i as (insert into idempotency_keys (caller, key, route, request_hash, reply, stored_at) values ($1, $4, 'floor', '\\x00', '{}', now()))
    select quantity from put`,
  checkout: `with t as (update skus set stock = stock - 1 where id = $2 and stock >= 1 returning id, product_id, supply_price),
    o as (insert into orders (id, number, buyer_id, shop_id, state, goods, postage, total, region_code, address_cipher, note, placed_at, due_at)
      select 'ord_' || $5, $5, $1, $7, 'awaiting_payment', $6::bigint, 800, $6::bigint + 800, '360734', 'x', '', now(), now() + interval '30 minutes' from t),
    p as (insert into parcels (id, order_id, supplier_id, state, postage) select 'pcl_' || $5, 'ord_' || $5, r.supplier_id, 'to_ship', 800 from t join products r on r.id = t.product_id),
    l as (insert into order_lines (id, order_id, parcel_id, place, listing_id, product_id, sku_id, title, sku_name, picture, price, quantity, supply_price, base, return_excepted)
      select 'lin_' || $5, 'ord_' || $5, 'pcl_' || $5, 0, $3, t.product_id, t.id, '寻乌脐橙', '5 斤装', '/pictures/oranges.svg', $6::bigint, 1, t.supply_price, $6::bigint, false from t),
    h as (insert into order_changes (order_id, what, by, at) select 'ord_' || $5, 'placed', $1, now() from t),
    i as (insert into idempotency_keys (caller, key, route, request_hash, reply, stored_at) values ($1, $4, 'floor', '\\x00', '{}', now()))
    select id from t`,
} as const

const run = (name: keyof typeof statements, values: unknown[]) => pool.query({ name, text: statements[name], values })

const bodyOf = async (request: IncomingMessage) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString())
}

const handlers: Record<string, (request: IncomingMessage, query: URLSearchParams) => Promise<unknown>> = {
  '/select1': async () => (await run('select1', [])).rows,
  '/list': async (_, query) => ({ items: (await run('list', [query.get('shopId')])).rows }),
  '/search': async (_, query) => ({ items: (await run('search', [query.get('ids')?.split(',')])).rows }),
  '/detail': async (_, query) => (await run('detail', [query.get('id')])).rows[0],
  '/cart': async (request) => {
    const { memberId, listingId, skuId, key } = await bodyOf(request)
    return (await run('cart', [memberId, listingId, skuId, key])).rows[0]
  },
  '/checkout': async (request) => {
    const { memberId, listingId, skuId, key, priceFen, shopId } = await bodyOf(request)
    const { rows } = await run('checkout', [memberId, skuId, listingId, key, `f${randomBytes(12).toString('hex')}`, priceFen, shopId])
    if (rows.length === 0) throw new Error('out of stock')
    return rows[0]
  },
}

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://floor')
  const handler = handlers[url.pathname]
  if (!handler) return response.writeHead(404).end()
  handler(request, url.searchParams).then(
    (reply) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply)),
    (error) => response.writeHead(500).end(String(error)),
  )
}).listen(Number(process.env.PORT), '127.0.0.1')

process.on('SIGTERM', () => process.exit(0))

import type { AfterSaleId, LineId, MemberId, OrderId, SupplierId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { sql } from 'kysely'
import { appeal, contest, decide, receiveReturn, requestAfterSale, sendBack } from '#refund/service'
import { asMember, asSupplier, hoursBefore, named, type Stage } from './stage.ts'

type Received = { lineId: LineId; orderId: OrderId; buyerId: MemberId; supplierId: SupplierId; base: number }

/** Lines that were received two days ago or longer and may still be sent back, of suppliers whom somebody signs in for. */
async function receivedLines(stage: Stage): Promise<Received[]> {
  const suppliers = ['zhong-orchard', 'shancha-care'].flatMap((key) => (stage.suppliers.has(key) ? [named(stage.suppliers, key)] : []))
  const { rows } = await sql<Received>`
    select l.id as line_id, l.order_id, o.buyer_id, p.supplier_id, l.base from order_lines l join parcels p on p.id = l.parcel_id join orders o on o.id = l.order_id
    where p.received_at < ${hoursBefore(stage, 46)} and l.completed_at is null and l.refunded = 0 and not l.window_held
      and not exists (select from after_sales a where a.line_id = l.id)
    order by p.supplier_id = any(${suppliers}::text[]) desc, l.return_excepted, l.base desc, l.id limit 4`.execute(stage.ctx.db)
  return rows
}

/** Requests in the middle of their way: one before the platform, one exchange that is due, goods on their way back, and a quarrel about those. */
export async function loadAfterSales(stage: Stage): Promise<void> {
  const [argued, exchanged, returned, used] = await receivedLines(stage)
  const at = (hours: number) => hoursBefore(stage, hours)
  const ask = (line: Received, hours: number, more: Partial<Parameters<typeof requestAfterSale>[2]>) =>
    requestAfterSale(asMember(stage, at(hours), line.buyerId), line.orderId, {
      lineId: line.lineId,
      kind: 'return_and_refund',
      reason: 'not_as_described',
      words: '',
      ...more,
    })
  const answer = (line: Received, hours: number, id: AfterSaleId, more: Partial<Parameters<typeof decide>[2]> = {}) =>
    decide(asSupplier(stage, at(hours), line.supplierId), id, { decision: 'approve', bearer: 'supplier', words: '', ...more })
  const back = (line: Received, hours: number, id: AfterSaleId, number: string) =>
    sendBack(asMember(stage, at(hours), line.buyerId), id, { courier: 'zhongtong', trackingNumber: `DEMOB${number}` })

  if (argued) {
    const amountFen = Math.max(1, Math.floor(argued.base / 3)) as Fen
    const { id } = await ask(argued, 30, { kind: 'refund_only', reason: 'damaged', words: '外盒压扁，里面漏了一些', amountFen })
    await answer(argued, 14, id, { decision: 'reject', words: '出库时是好的，请找快递' })
    await appeal(asMember(stage, at(6), argued.buyerId), id, { words: '箱子外面没有破，是里面没垫好' })
  }
  if (exchanged) {
    const { id } = await ask(exchanged, 44, { kind: 'exchange', reason: 'damaged', words: '收到就有一道裂' })
    await answer(exchanged, 40, id, { returnTo: '江西省赣州市寻乌县工业园 6 号 售后组 0797-2800000' })
    await back(exchanged, 36, id, '0001')
    await receiveReturn(asSupplier(stage, at(5), exchanged.supplierId), id)
  }
  if (returned) {
    const { id } = await ask(returned, 42, { words: '颜色比图上深很多' })
    await answer(returned, 38, id)
    await back(returned, 20, id, '0002')
  }
  if (used) {
    const { id } = await ask(used, 43, { words: '用着不合适' })
    await answer(used, 41, id)
    await back(used, 35, id, '0003')
    await contest(asSupplier(stage, at(3), used.supplierId), id, { words: '退回的这件已经用过一半，不能再卖' })
  }
}

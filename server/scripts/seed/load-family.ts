import type { MemberId, OrderId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { sql } from 'kysely'
import { accept, invite } from '#family/links'
import { askToPay } from '#family/service'
import { asMember, hoursBefore, named, type Stage } from './stage.ts'

/** Wang pays for two people, one of whom has just asked; Zhou has somebody who pays for her. */
export async function loadFamily(stage: Stage): Promise<void> {
  const wang = named(stage.people, 'wang-fang').id
  const zhou = named(stage.people, 'zhou-lan').id
  const pair = async (payer: MemberId, asker: MemberId, yuan: number, hoursAgo: number) => {
    const invited = await invite(asMember(stage, hoursBefore(stage, hoursAgo), payer), {
      role: 'pays',
      monthlyLimitFen: (yuan * 100) as Fen,
    })
    return accept(asMember(stage, hoursBefore(stage, hoursAgo - 2), asker), invited.code ?? '', {})
  }
  await pair(wang, named(stage.people, 'li-ming').id, 500, 70)
  await pair(wang, zhou, 1000, 400)
  const { rows } = await sql<{ id: OrderId; buyerId: MemberId; dueAt: Date }>`
    select id, buyer_id, due_at from orders where state = 'awaiting_payment' and due_at > ${stage.loadedAt} and buyer_id not in (${wang}, ${zhou}) order by due_at desc limit 1`.execute(
    stage.ctx.db,
  )
  const order = rows[0]
  if (!order) return
  const link = await pair(wang, order.buyerId, 3000, 200)
  await askToPay(asMember(stage, stage.loadedAt, order.buyerId), order.id, { linkId: link.id, words: '手机里没绑卡，帮我付一下' })
}

import type { Fen } from '@lianka/contract/money'
import { makeCampaign } from '#campaign/service'
import { type Act, asOperator, hoursBefore, later, named, type Stage } from './stage.ts'

const daysBefore = 60

/** The orange growers' campaign, in the midst of its harvest: what it sold are the orders people made since. */
export function campaignActs(stage: Stage): Act[] {
  const at = hoursBefore(stage, daysBefore * 24)
  const run = () =>
    makeCampaign(asOperator(stage, at), {
      title: '寻乌橙农助力季',
      story:
        '入秋以来，寻乌的脐橙和山货一茬接一茬地熟。黄龙病过后重新种下的树，今年头一回满枝，客商压价，果子还挂在树上。钟秀英和村里几家橙农把果子拿到这里自己卖：每一箱都记着哪个园子、哪一批，卖了多少、归谁，这一页逐笔公开。这是买卖，不是捐款；退了款的不算。',
      region: '江西赣州寻乌',
      picture: '/pictures/farm-aid.svg',
      productIds: ['oranges', 'gift-box'].map((key) => named(stage.products, key).id),
      goalFen: 500_000 as Fen,
      startsAt: at.toISOString(),
      endsAt: later(stage.loadedAt, { days: 12 }).toISOString(),
    })
  return [{ at, run }]
}

import { formatMoney } from '@lianka/design/money'
import { colours } from '@lianka/design/tokens'
import { column, type Element, height, picture, row, text, width } from '../elements.ts'
import { type CampaignFacts, type Frame, type ShopFacts, sizeToFit } from '../rules.ts'
import { foot, margin, price, sharedBy } from './pieces.ts'

const shelfWidth = 308

const shelfItem = ({ title, picture: key, priceFen }: ShopFacts['goods'][number], at: number): Element =>
  row(
    {
      width: shelfWidth,
      marginRight: at % 2 === 0 ? 22 : 0,
      marginBottom: 18,
      backgroundColor: colours.card,
      borderRadius: 22,
      overflow: 'hidden',
    },
    picture(key, 132, 164),
    column(
      { width: shelfWidth - 132, padding: '18px 14px 16px 18px', justifyContent: 'space-between' },
      text(title, 24, { lines: 2, width: shelfWidth - 164, lineHeight: 1.35 }),
      price(priceFen, 34),
    ),
  )

/** The front of the shop above, its shelf below. */
export function shopShelf(shop: ShopFacts, frame: Frame): Element {
  return column(
    { width, height, backgroundColor: colours.paper },
    picture(shop.front, width, 330, { objectPosition: 'top' }),
    column(
      { padding: `30px ${margin}px 30px`, width, flexGrow: 1 },
      text(shop.name, sizeToFit(shop.name, 638, [64, 56, 48, 40], 1), { fontWeight: 600, width: 638, lineHeight: 1.25 }),
      text(`${shop.owner.name} · ${shop.region}`, 26, { color: colours.secondary, width: 638, marginTop: 4 }),
      shop.intro !== '' && text(shop.intro, 28, { lines: 2, width: 638, marginTop: 14, lineHeight: 1.5 }),
      row({ flexWrap: 'wrap', width: 638, marginTop: 26 }, ...shop.goods.slice(0, 4).map(shelfItem)),
      row({ flexGrow: 1 }),
      sharedBy(frame, `邀您到${shop.name}看看`),
      row({ height: 14 }),
      foot(frame, { ad: true, dated: shop.goods.length > 0 }),
    ),
  )
}

/** One, two or three side by side fill the row. */
function harvestItem({ title, picture: key, priceFen }: CampaignFacts['goods'][number], beside: number): Element {
  const itemWidth = Math.floor((638 - 19 * (beside - 1)) / beside)
  return column(
    { width: itemWidth, backgroundColor: colours.card, borderRadius: 22, overflow: 'hidden' },
    picture(key, itemWidth, 150),
    column(
      { padding: '10px 14px 14px', width: itemWidth },
      text(title, 22, { width: itemWidth - 28 }),
      price(priceFen, 32, { marginTop: 6 }),
    ),
  )
}

/** A harvest and whose it is; every figure is counted from orders. */
export function campaignHarvest(campaign: CampaignFacts, frame: Frame): Element {
  return column(
    { width, height, backgroundColor: colours.jadeWash },
    column(
      { width, height: 400 },
      picture(campaign.picture, width, 400),
      row(
        { position: 'absolute', left: margin, top: 44, backgroundColor: colours.jade, borderRadius: 14, padding: '8px 24px' },
        text('助农', 30, { color: colours.onFill, fontWeight: 600 }),
      ),
    ),
    column(
      { padding: `28px ${margin}px 30px`, width, flexGrow: 1 },
      text(campaign.region, 26, { color: colours.jade, fontWeight: 600, width: 638 }),
      text(campaign.title, sizeToFit(campaign.title, 638, [52, 46, 40], 2), {
        fontWeight: 600,
        lines: 2,
        width: 638,
        lineHeight: 1.3,
        marginTop: 4,
      }),
      text(campaign.story, 26, { color: colours.secondary, lines: 2, width: 638, marginTop: 12, lineHeight: 1.5 }),
      campaign.raisedFen > 0
        ? row(
            { marginTop: 18, alignItems: 'center', width: 638 },
            text(`已卖出 ${formatMoney(campaign.raisedFen)}`, 30, { fontWeight: 600, color: colours.jade }),
            text(`${campaign.buyerCount} 位买家，由订单统计`, 24, { color: colours.secondary, marginLeft: 16 }),
          )
        : null,
      row(
        { width: 638, marginTop: 22, justifyContent: 'space-between' },
        ...campaign.goods.slice(0, 3).map((each, _, shown) => harvestItem(each, shown.length)),
      ),
      row({ flexGrow: 1 }),
      sharedBy(frame, `活动到 ${campaign.until}`),
      row({ height: 14 }),
      foot(frame, { ad: true, dated: true }),
    ),
  )
}

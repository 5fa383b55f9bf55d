import { formatMoney } from '@lianka/design/money'
import { colours } from '@lianka/design/tokens'
import { column, type Element, height, picture, row, text, width } from '../elements.ts'
import { type Frame, type GroupFacts, type ProductFacts, sizeToFit } from '../rules.ts'
import { crossed, foot, margin, price, sharedBy } from './pieces.ts'

const bought = ({ soldCount, rating }: ProductFacts) =>
  [rating && `${(rating.tenths / 10).toFixed(1)} 分（${rating.count} 条买家评价）`, soldCount > 0 && `已售 ${soldCount} 件`]
    .filter(Boolean)
    .join(' · ')

/** The goods fill the sheet; beneath them only what one must know. */
export function productPicture(goods: ProductFacts, frame: Frame): Element {
  const record = bought(goods)
  return column(
    { width, height, backgroundColor: colours.card },
    picture(goods.picture, width, 740),
    column(
      { padding: `30px ${margin}px 30px`, width, flexGrow: 1 },
      price(goods.priceFen, sizeOfPrice(goods.priceFen, 72), {}, goods.from ? '起' : ''),
      text(goods.title, sizeToFit(goods.title, 638, [44, 40, 36], 2), {
        fontWeight: 600,
        marginTop: 16,
        lines: 2,
        width: 638,
        lineHeight: 1.35,
      }),
      text(record || goods.subtitle, 25, { color: colours.secondary, marginTop: 10, width: 638 }),
      row({ flexGrow: 1 }),
      sharedBy(frame, goods.shopName),
      row({ height: 18 }),
      foot(frame, { ad: true, dated: true }),
    ),
  )
}

/** Prices of a million are set smaller than those of a bowl of noodles. */
const sizeOfPrice = (fen: number, size: number) =>
  fen >= 100_000_00 ? Math.round(size * 0.62) : fen >= 1_000_00 ? Math.round(size * 0.8) : size

/** Where this lot comes from, station by station. */
export function productOrigin(goods: ProductFacts, frame: Frame): Element {
  const { lot } = goods
  const steps = lot?.steps ?? []
  return column(
    { width, height, backgroundColor: colours.amberWash, padding: `56px ${margin}px 30px` },
    row(
      { alignItems: 'flex-start', justifyContent: 'space-between', width: 638 },
      column(
        { width: 372 },
        text(`批次 ${lot?.code ?? ''}`, 24, { color: colours.amberText, width: 372 }),
        text(goods.title, sizeToFit(goods.title, 372, [48, 42, 36], 2), {
          fontWeight: 600,
          lines: 2,
          marginTop: 8,
          width: 372,
          lineHeight: 1.3,
        }),
        price(goods.priceFen, sizeOfPrice(goods.priceFen, 60), { marginTop: 20 }, goods.from ? '起' : ''),
      ),
      picture(goods.picture, 240, 240, { borderRadius: 28 }),
    ),
    column(
      { backgroundColor: colours.card, borderRadius: 28, padding: '30px 32px 8px', marginTop: 32, width: 638 },
      text('这一批从哪里来', 30, { fontWeight: 600 }),
      text([lot?.origin, lot?.producer].filter(Boolean).join(' · '), 25, {
        color: colours.secondary,
        marginTop: 4,
        width: 574,
        marginBottom: 18,
      }),
      ...steps.map((step) =>
        row(
          { width: 574, padding: '14px 0', borderTop: `2px solid ${colours.line}`, alignItems: 'center' },
          picture(step.picture, 84, 84, { borderRadius: 16 }),
          column(
            { marginLeft: 24, width: 466 },
            row(
              { justifyContent: 'space-between', width: 466 },
              text(step.place, 27, { fontWeight: 600, width: 330 }),
              text(step.day, 24, { color: colours.secondary }),
            ),
            text(step.note, 24, { color: colours.secondary, width: 466 }),
          ),
        ),
      ),
    ),
    lot?.inspection
      ? column(
          { backgroundColor: colours.jade, borderRadius: 20, padding: '18px 32px', marginTop: 20, width: 638 },
          text(`检验：${lot.inspection.result}`, 28, { color: colours.onFill, fontWeight: 600, width: 574 }),
          text(`${lot.inspection.agency} · ${lot.inspection.day}`, 23, { color: colours.onFill, width: 574 }),
        )
      : null,
    row({ flexGrow: 1 }),
    sharedBy(frame, goods.shopName),
    row({ height: 14 }),
    foot(frame, { ad: true, dated: true }),
  )
}

const seat = 84

/** Places of a group as round seats: taken ones with their faces, free ones as rings. */
function seats({ size, seats: taken, missing }: GroupFacts): Element {
  const shown = Math.min(size, 4)
  const faces = (taken ?? []).slice(0, shown)
  const free = Array.from({ length: shown - faces.length })
  return row(
    { alignItems: 'center' },
    ...faces.map((person) =>
      picture(person.portrait, seat, seat, { borderRadius: seat / 2, marginRight: 14, border: '4px solid #FFFFFF' }),
    ),
    ...free.map(() =>
      row(
        {
          width: seat,
          height: seat,
          borderRadius: seat / 2,
          border: `3px dashed ${colours.controlEdge}`,
          marginRight: 14,
          alignItems: 'center',
          justifyContent: 'center',
        },
        text('?', 36, { color: colours.secondary, lineHeight: 1 }),
      ),
    ),
    text(taken ? `还差 ${missing} 人` : `${size} 人成团`, 30, { fontWeight: 600, marginLeft: 8 }),
  )
}

/** A price for people who come together: the seats say how many. */
export function groupSeats(group: GroupFacts, frame: Frame): Element {
  return column(
    { width, height, backgroundColor: colours.accentWash, padding: `48px ${margin}px 30px` },
    row(
      { alignItems: 'center', justifyContent: 'space-between', width: 638 },
      row(
        { backgroundColor: colours.accentText, borderRadius: 14, padding: '8px 24px' },
        text(`${group.size} 人拼团`, 34, { color: colours.onFill, fontWeight: 600 }),
      ),
      text(`${group.until} 截止`, 26, { color: colours.ink }),
    ),
    picture(group.picture, 638, 430, { borderRadius: 32, marginTop: 28 }),
    text(group.title, sizeToFit(group.title, 638, [42, 38, 34], 2), {
      fontWeight: 600,
      marginTop: 22,
      lines: 2,
      width: 638,
      lineHeight: 1.3,
    }),
    row(
      { alignItems: 'flex-end', width: 638, marginTop: 18 },
      text('拼团价', 28, { color: colours.accentText, marginRight: 14, lineHeight: 1, marginBottom: 6 }),
      price(group.groupFen, sizeOfPrice(group.groupFen, 76)),
    ),
    row(
      { alignItems: 'center', width: 638, marginTop: 14, justifyContent: 'space-between' },
      text(`单独购买 ${formatMoney(group.aloneFen)}`, 24, { color: colours.ink }),
      group.crossedFen !== null && crossed(group.crossedFen, 22),
    ),
    row({ flexGrow: 1 }),
    row({ backgroundColor: colours.card, borderRadius: 24, padding: '18px 24px', width: 638 }, seats(group)),
    row({ flexGrow: 1 }),
    sharedBy(frame, group.shopName),
    row({ height: 14 }),
    foot(frame, { ad: true, dated: true }),
  )
}

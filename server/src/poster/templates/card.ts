import { colours } from '@lianka/design/tokens'
import { column, type Element, height, picture, row, text, width } from '../elements.ts'
import { type CardFacts, type Frame, sizeToFit, visualLength } from '../rules.ts'
import { codeBox, foot, invitation, margin } from './pieces.ts'

const place = ({ region, shopName }: CardFacts) => [shopName, region].filter(Boolean).join(' · ')

const fact = (words: string, at: number, boxWidth: number): Element =>
  row(
    { alignItems: 'flex-start', marginTop: at === 0 ? 0 : 14 },
    row({ width: 10, height: 10, borderRadius: 5, backgroundColor: colours.jade, marginTop: 16, marginRight: 18 }),
    text(words, 28, { width: boxWidth - 28, lines: 1 }),
  )

/** Lines of about one length, where nothing has to be left out. */
const evenly = (words: string, boxWidth: number, smallest: number, lines: number) =>
  visualLength(words) <= Math.floor(boxWidth / smallest) * lines - lines ? { textWrap: 'balance' } : {}

/** A name at the largest size that holds it on one line; the longest stand on two. */
function nameFit(name: string, boxWidth: number, sizes: readonly number[]): [size: number, lines: number] {
  const size = sizeToFit(name, boxWidth, sizes)
  return visualLength(name) * size > boxWidth ? [Math.round(size * 0.8), 2] : [size, 1]
}

/** The shop front behind, the portrait before it, as the card itself. */
export function cardPortrait(card: CardFacts, frame: Frame): Element {
  const [nameSize, nameLines] = nameFit(card.name, 354, [84, 72, 60, 48])
  return column(
    { width, height, backgroundColor: colours.paper },
    picture(card.front, width, 430, { objectPosition: 'top' }),
    column(
      {
        width: width - 64,
        marginLeft: 32,
        marginTop: -96,
        backgroundColor: colours.card,
        borderRadius: 32,
        padding: '0 40px 40px',
        flexGrow: 1,
      },
      row(
        { alignItems: 'flex-end', marginTop: -72 },
        picture(card.portrait, 220, 262, { borderRadius: 28, border: '8px solid #FFFFFF', objectPosition: 'top' }),
        column(
          { marginLeft: 32, width: 354, height: 190, justifyContent: 'center' },
          text(card.name, nameSize, { fontWeight: 600, lineHeight: 1.2, lines: nameLines, width: 354 }),
          card.title !== '' && text(card.title, 26, { color: colours.secondary, marginTop: 6, lines: 2, lineHeight: 1.3, width: 354 }),
        ),
      ),
      text(place(card), 26, { color: colours.secondary, marginTop: 20, width: 606 }),
      card.slogan !== '' &&
        text(card.slogan, sizeToFit(card.slogan, 606, [46, 40, 34], 2), {
          marginTop: 22,
          lines: 2,
          width: 606,
          fontWeight: 600,
          lineHeight: 1.4,
          ...evenly(card.slogan, 606, 34, 2),
        }),
      column({ marginTop: 26, width: 606 }, ...[...card.honours, ...card.facts].slice(0, 3).map((words, at) => fact(words, at, 606))),
      row({ flexGrow: 1 }),
      row({ height: 2, backgroundColor: colours.line, marginBottom: 26, width: 606 }),
      row(
        { alignItems: 'center', justifyContent: 'space-between', width: 606 },
        column(
          { width: 320 },
          text('我的名片', 34, { fontWeight: 600 }),
          text(invitation(frame), 24, { color: colours.secondary, marginTop: 8, lines: 2 }),
        ),
        codeBox(frame, { padding: 0 }),
      ),
    ),
    row({ padding: '22px 56px 26px', alignItems: 'center' }, foot(frame, { ad: false, dated: false })),
  )
}

/** Words before pictures: a sheet of letter paper. */
export function cardLetter(card: CardFacts, frame: Frame): Element {
  const words = [...card.honours, ...card.facts].slice(0, 4)
  const [nameSize, nameLines] = nameFit(card.name, 600, [132, 112, 92, 72, 56])
  return row(
    { width, height, backgroundColor: colours.paper },
    column({ width: 20, height, backgroundColor: colours.accentText }),
    column(
      { width: width - 20, padding: `88px ${margin}px 40px 60px` },
      text(place(card), 26, { color: colours.accentText, width: 614, letterSpacing: 2 }),
      text(card.name, nameSize, { fontWeight: 600, lineHeight: 1.25, marginTop: 18, width: 614, lines: nameLines }),
      card.title !== '' && text(card.title, 34, { color: colours.secondary, width: 614, lines: 2 }),
      row({ width: 96, height: 6, backgroundColor: colours.accentText, marginTop: 48, marginBottom: 48 }),
      card.slogan !== '' &&
        text(card.slogan, sizeToFit(card.slogan, 614, [56, 48, 40], 3), {
          lines: 3,
          lineHeight: 1.55,
          width: 614,
          ...evenly(card.slogan, 614, 40, 3),
        }),
      row({ flexGrow: 1 }),
      column(
        { width: 614 },
        ...words.map((each) =>
          row({ borderTop: `2px solid ${colours.line}`, padding: '16px 0', width: 614 }, text(each, 27, { width: 614, lines: 1 })),
        ),
      ),
      row(
        {
          alignItems: 'flex-end',
          justifyContent: 'space-between',
          marginTop: 40,
          width: 614,
          borderTop: `2px solid ${colours.ink}`,
          paddingTop: 36,
        },
        row(
          { alignItems: 'center', width: 320 },
          picture(card.portrait, 132, 132, { borderRadius: 66, objectPosition: 'top' }),
          column(
            { marginLeft: 22, width: 160 },
            text('扫一扫', 30, { fontWeight: 600 }),
            text('看完整名片', 24, { color: colours.secondary }),
          ),
        ),
        codeBox(frame),
      ),
    ),
  )
}

/** A window with the portrait in it, everything on one axis. */
export function cardWindow(card: CardFacts, frame: Frame): Element {
  const middle = { textAlign: 'center', width: 610 }
  const [nameSize, nameLines] = nameFit(card.name, 560, [80, 68, 54, 46])
  const [first] = [...card.honours, ...card.facts]
  return column(
    { width, height, backgroundColor: colours.jade, alignItems: 'center', padding: '64px 0 30px' },
    column(
      {
        width: 650,
        flexGrow: 1,
        backgroundColor: colours.card,
        borderRadius: '325px 325px 32px 32px',
        alignItems: 'center',
        padding: '44px 20px 24px',
      },
      column(
        { width: 500, height: 470, borderRadius: '250px 250px 24px 24px', overflow: 'hidden', backgroundColor: colours.jadeWash },
        picture(card.portrait, 500, 470, { objectPosition: 'top' }),
      ),
      text(card.name, nameSize, { ...middle, fontWeight: 600, marginTop: 24, lineHeight: 1.25, lines: nameLines }),
      text([card.title, card.region].filter(Boolean).join(' · '), 26, { ...middle, color: colours.secondary, lines: 2, marginTop: 6 }),
      row({ width: 56, height: 4, backgroundColor: colours.jade, marginTop: 22 }),
      card.slogan !== '' &&
        text(card.slogan, sizeToFit(card.slogan, 560, [40, 36, 32], 2), {
          ...middle,
          width: 560,
          lines: 2,
          marginTop: 22,
          lineHeight: 1.5,
          ...evenly(card.slogan, 560, 32, 2),
        }),
      first !== undefined && text(first, 26, { ...middle, width: 560, color: colours.jade, marginTop: 14 }),
      row({ flexGrow: 1 }),
      codeBox(frame, { padding: 0 }),
      text(invitation(frame), 24, { ...middle, color: colours.secondary, marginTop: 4 }),
    ),
    row({ marginTop: 24 }, text(card.shopName ?? '链卡', 24, { color: colours.onFill, textAlign: 'center', width: 638 })),
  )
}

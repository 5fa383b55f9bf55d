import type { ReactNode } from 'react'
import type { Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import { ApprovedList } from '../approved.tsx'
import { Head, More } from '../list.tsx'
import { Tag } from '../marks.tsx'
import { ReviewItem } from '../review.tsx'
import { ProductTile } from '../tile.tsx'
import { Facts, Honours } from './facts.tsx'
import { AlbumHead, type HeadProps, LetterHead, NightHead, ProofHead, StorefrontHead, WindowHead } from './heads.tsx'
import { MediaBlocks } from './media.tsx'
import '../../styles/card.css'
import '../../styles/score.css'

export type Card = Reply<'GET /cards/:memberId'>
export type CardTemplate = Card['template']

type Part = 'facts' | 'honours' | 'goods' | 'media' | 'story' | 'told' | 'reviews'
type Composition = { head: (props: HeadProps) => ReactNode; parts: readonly Part[] }

/** What comes first says what the owner wants to be known for. */
const compositions: Record<CardTemplate, Composition> = {
  storefront: { head: StorefrontHead, parts: ['facts', 'goods', 'media', 'honours', 'story', 'told', 'reviews'] },
  letter: { head: LetterHead, parts: ['honours', 'media', 'facts', 'goods', 'told', 'reviews'] },
  window: { head: WindowHead, parts: ['media', 'honours', 'goods', 'facts', 'story', 'told', 'reviews'] },
  night: { head: NightHead, parts: ['goods', 'facts', 'honours', 'media', 'story', 'told', 'reviews'] },
  album: { head: AlbumHead, parts: ['media', 'story', 'honours', 'goods', 'told', 'facts', 'reviews'] },
  proof: { head: ProofHead, parts: ['honours', 'facts', 'reviews', 'goods', 'told', 'media', 'story'] },
}
export const cardTemplates = Object.keys(compositions) as CardTemplate[]

/** A card in its template; the editor shows the same. */
export function CardView({ card, onChange = () => undefined }: { card: Card; onChange?: () => void }) {
  const { head: Lead, parts } = compositions[card.template]
  return (
    <Box className={`card-page is-${card.template}`} testId={`card-${card.template}`}>
      <Lead card={card} onChange={onChange} />
      <Marks card={card} />
      {parts.map((part) => (
        <CardPart key={part} part={part} card={card} />
      ))}
    </Box>
  )
}

function CardPart({ part, card }: { part: Part; card: Card }) {
  if (part === 'facts') return <Facts card={card} />
  if (part === 'honours') return <Honours card={card} framed={card.template === 'proof'} />
  if (part === 'goods') return <Goods card={card} />
  if (part === 'told') return <Told card={card} />
  if (part === 'media') return <MediaBlocks card={card} wide={card.template === 'album'} />
  return part === 'story' ? <Story card={card} /> : <Said card={card} />
}

function Marks({ card }: { card: Card }) {
  const { language } = usePreferences()
  if (card.marks.length === 0) return null
  return (
    <Box className="row tight wrap pad mt12">
      {card.marks.map((mark) => (
        <Tag key={mark.en} tone="jade" icon="shield">
          {mark[language]}
        </Tag>
      ))}
    </Box>
  )
}

function Goods({ card }: { card: Card }) {
  const words = useWords()
  if (card.goods.length === 0) return null
  return (
    <>
      <Head title={words.card.goods}>{card.shopId && <More to={paths.shop(card.shopId)}>{words.all}</More>}</Head>
      <Box className="shelf">
        {card.goods.map((tile) => (
          <ProductTile key={tile.listingId} tile={tile} brief />
        ))}
      </Box>
    </>
  )
}

function Story({ card }: { card: Card }) {
  const words = useWords().card
  if (!card.story) return null
  return (
    <>
      <Head title={words.story} />
      <Box className="card block no-top">
        <Text as="p" className="pre">
          {card.story}
        </Text>
      </Box>
    </>
  )
}

/** Sentences that AI put together and the owner approved, of the shop and of its goods. */
function Told({ card }: { card: Card }) {
  const words = useWords().draft
  const { story, points } = card.told
  if (story.length + points.length === 0) return null
  return (
    <>
      <Head title={points.length > 0 ? words.points : words.story}>
        <Tag icon="spark">{words.label}</Tag>
      </Head>
      <Box className="card block no-top" testId="told">
        <ApprovedList sentences={story} />
        <ApprovedList sentences={points} />
      </Box>
    </>
  )
}

function Said({ card }: { card: Card }) {
  const words = useWords()
  if (card.reviews.length === 0) return null
  return (
    <>
      <Head title={words.card.reviews} />
      <Box className="card block no-top flush">
        <Box className="row mt12">
          <Text className="score num">{card.ratingTenths === null ? '–' : (card.ratingTenths / 10).toFixed(1)}</Text>
          <Text className="t12 sec grow">{words.reviews.score(card.reviewCount)}</Text>
        </Box>
        {card.reviews.map((review) => (
          <Box key={review.id} className="said">
            <ReviewItem review={review} withProduct />
          </Box>
        ))}
      </Box>
    </>
  )
}

import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Head, More } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Price } from '../../parts/price.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'

type Shown = { id: string; listingId: string; title: string; picture: string; fen: number; kind: 'flash' | 'group' | 'bargain' }

/** A shelf of what is on now: a few of each kind, and the way to all. Nothing stands here while nothing is on. */
export function Deals({ shopId }: { shopId: string | undefined }) {
  const words = useWords().promotion
  const { data } = useLoad(`home-deals:${shopId ?? ''}`, () => call('GET /promotions', { query: shopId ? { shopId } : {} }))
  const shown: Shown[] = [
    ...(data?.flashSales ?? []).slice(0, 4).map((sale) => ({ ...sale, fen: sale.flashFen, kind: 'flash' as const })),
    ...(data?.groupOffers ?? []).slice(0, 4).map((offer) => ({ ...offer, fen: offer.groupFen, kind: 'group' as const })),
    ...(data?.bargainOffers ?? []).slice(0, 2).map((offer) => ({ ...offer, fen: offer.floorFen, kind: 'bargain' as const })),
  ]
  if (shown.length === 0) return null
  return (
    <>
      <Head title={words.title}>
        <More to={paths.deals(shopId)} testId="all-deals">
          {words.all}
        </More>
      </Head>
      <Box className="shelf" testId="deals-shelf">
        {shown.map(({ id, listingId, title, picture, fen, kind }) => (
          <Press key={id} className="tile card" to={paths.product(listingId)} testId={`deal-${id}`}>
            <Box className="frame">
              <Picture src={picture} alt={title} />
            </Box>
            <Box className="tx">
              <Text className="nm one-line">{title}</Text>
              <Box className="pr">
                <Price fen={fen} />
                <Tag tone="accent">{words.specials[kind]}</Tag>
              </Box>
            </Box>
          </Press>
        ))}
      </Box>
    </>
  )
}

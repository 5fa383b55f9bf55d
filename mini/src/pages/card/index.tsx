import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Head, More } from '../../parts/list.tsx'
import { ReviewItem } from '../../parts/review.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ShareSheet } from '../../parts/share-sheet.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { ProductTile } from '../../parts/tile.tsx'
import { paths } from '../../paths.ts'
import { useShareCard } from '../../platform/share.ts'
import { useMe } from '../../session.ts'
import { recallShareCode } from '../../share-code.ts'
import { enterShop } from '../../shop-context.ts'
import { targetOf } from '../../target.ts'
import { note, useVisit } from '../../visits.ts'
import { useWords } from '../../words/words.ts'
import { Facts } from './facts.tsx'
import { Identity } from './identity.tsx'
import './index.css'
import '../../styles/score.css'

export type Card = Reply<'GET /cards/:memberId'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function CardPage() {
  const words = useWords().card
  const { params } = useRouter()
  const card = useLoad<Card>(`card:${params.id}:${params.scene}`, async () =>
    call('GET /cards/:memberId', { params: { memberId: await targetOf(params) } }),
  )
  const [sharing, setSharing] = useState(false)
  const { data } = card
  useVisit('card', data?.memberId)
  useEffect(() => {
    if (data?.shopId && data.shopName) enterShop({ id: data.shopId, name: data.shopName })
  }, [data])
  useShareCard(
    () =>
      data && {
        kind: 'card',
        targetId: data.memberId,
        title: `${data.name} ${data.title}`,
        path: paths.card(data.memberId),
        picture: data.portrait,
      },
  )
  const share = () => {
    if (data) note({ kind: 'share', subject: 'card', subjectId: data.memberId })
    setSharing(true)
  }
  return (
    <Screen title={data?.name ?? words.title} testId="card" foot={data && <CardFoot card={data} onShare={share} />}>
      <Await from={card} bones={<Skeleton heights={[320, 220, 180]} />}>
        {(found) => <Sections card={found} />}
      </Await>
      {sharing && data && (
        <ShareSheet
          kind="card"
          targetId={data.memberId}
          title={words.shareTitle}
          about={`${data.name} ${data.title}`}
          portrait={data.portrait}
          onClose={() => setSharing(false)}
        />
      )}
    </Screen>
  )
}

function CardFoot({ card, onShare }: { card: Card; onShare: () => void }) {
  const words = useWords().card
  const mine = useMe()?.id === card.memberId
  return (
    <>
      <Button kind="quiet" icon="share" onPress={onShare} testId="share">
        {words.share}
      </Button>
      {card.shopId ? (
        <Button to={paths.shop(card.shopId)} testId="enter-shop">
          {words.shop}
        </Button>
      ) : (
        mine && <Button to={paths.editCard}>{words.editMine}</Button>
      )}
    </>
  )
}

function Sections({ card }: { card: Card }) {
  const words = useWords()
  return (
    <>
      <Identity card={card} />
      {card.facts.length > 0 && <Facts card={card} />}
      {card.goods.length > 0 && (
        <>
          <Head title={words.card.goods}>{card.shopId && <More to={paths.shop(card.shopId)}>{words.all}</More>}</Head>
          <Box className="shelf">
            {card.goods.map((tile) => (
              <ProductTile key={tile.listingId} tile={tile} brief />
            ))}
          </Box>
        </>
      )}
      {card.story && (
        <>
          <Head title={words.card.story} />
          <Box className="card block no-top">
            <Text as="p" className="pre">
              {card.story}
            </Text>
            {card.honours.map((honour) => (
              <Text key={honour} as="p" className="t12 sec mt8">
                {honour}
              </Text>
            ))}
          </Box>
        </>
      )}
      {card.reviews.length > 0 && <Said card={card} />}
      <Provenance card={card} />
    </>
  )
}

function Said({ card }: { card: Card }) {
  const words = useWords()
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

/** Who passed the card on, and what its owner gets to see. */
function Provenance({ card }: { card: Card }) {
  const words = useWords().card
  const code = recallShareCode()
  const from = useLoad(`card-from:${code}`, async () =>
    code ? (await call('GET /share-codes/:code', { params: { code } })).sharer.nickname : undefined,
  )
  return (
    <Box className="smallprint center">
      {from.data && <Text as="p">{words.from(from.data)}</Text>}
      <Text as="p">{words.privacy(card.name)}</Text>
    </Box>
  )
}

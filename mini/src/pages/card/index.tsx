import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { type Card, CardView } from '../../parts/card/card-view.tsx'
import { ConsentAsk } from '../../parts/consent.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ShareSheet } from '../../parts/share-sheet.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { useShareCard } from '../../platform/share.ts'
import { useMe } from '../../session.ts'
import { recallShareCode } from '../../share-code.ts'
import { enterShop } from '../../shop-context.ts'
import { targetOf } from '../../target.ts'
import { note, useVisit } from '../../visits.ts'
import { useWords } from '../../words/words.ts'

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
        {(found) => (
          <>
            <CardView card={found} onChange={card.reload} />
            <ConsentAsk ownerId={found.memberId} />
            <Provenance card={found} />
          </>
        )}
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
      {mine ? (
        <Button to={paths.editCard} icon="pen" testId="edit-mine">
          {words.editMine}
        </Button>
      ) : (
        card.shopId && (
          <Button to={paths.shop(card.shopId)} testId="enter-shop">
            {words.shop}
          </Button>
        )
      )}
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

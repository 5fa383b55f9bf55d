import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { type Loaded, useLoad } from '../../load.ts'
import { go } from '../../navigation.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Countdown } from '../../parts/countdown.tsx'
import { useBuy } from '../../parts/offers.tsx'
import { Price } from '../../parts/price.tsx'
import { Progress, Promoted } from '../../parts/promoted.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ShareSheet } from '../../parts/share-sheet.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { nativeShare, useShareCard } from '../../platform/share.ts'
import { usePoll } from '../../poll.ts'
import { session } from '../../session.ts'
import { targetOf } from '../../target.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type Bargain = Reply<'GET /bargains/:id'>

/** A price that friends cut: what it was, is now and can become, who helped, and what is to be done. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function BargainPage() {
  const words = useWords().promotion.bargain
  const { params } = useRouter()
  const load = async () => call('GET /bargains/:id', { params: { id: await targetOf(params) } })
  const bargain = useLoad<Bargain>(`bargain:${params.id}:${params.scene ?? params.c ?? ''}`, load)
  const [sharing, setSharing] = useState(false)
  const { data } = bargain
  usePoll(data?.state === 'open', async () => bargain.change(await load()))
  useShareCard(
    () =>
      data && {
        kind: 'bargain',
        targetId: data.id,
        title: words.of(data.ownerNickname),
        path: paths.bargain(data.id),
        picture: data.offer.picture,
      },
  )
  return (
    <Screen
      title={words.pageTitle}
      testId="bargain"
      foot={data && <Acts bargain={data} onShare={() => setSharing(true)} onChange={bargain.change} />}
    >
      <Await from={bargain}>{(found) => <Found bargain={found} reload={bargain.reload} />}</Await>
      {data && sharing && (
        <ShareSheet
          kind="bargain"
          targetId={data.id}
          title={words.share}
          about={data.offer.title}
          portrait={data.offer.picture}
          onClose={() => setSharing(false)}
        />
      )}
    </Screen>
  )
}

function Acts({ bargain, onShare, onChange }: { bargain: Bargain; onShare: () => void; onChange: Loaded<Bargain>['change'] }) {
  const words = useWords().promotion.bargain
  const { busy, act } = useAct()
  const buy = useBuy()
  const { offer } = bargain
  const cut = () =>
    act(async () => {
      if (!session.get()) return go(paths.login)
      const done = await call('POST /bargains/:id/cut', { params: { id: bargain.id } })
      tell(words.cutDone(formatMoney(done.amountFen)))
      onChange(done.bargain)
    })
  const begin = () =>
    act(async () => {
      if (!session.get()) return go(paths.login)
      go(paths.bargain((await call('POST /bargains', { body: { offerId: offer.id } })).id))
    })
  const open = bargain.state === 'open'
  const more = bargain.made.length < bargain.amounts.length
  if (bargain.mine && open)
    return (
      <>
        {more && (
          <Button
            kind="quiet"
            icon="share"
            openType={nativeShare ? 'share' : undefined}
            {...(nativeShare ? {} : { onPress: onShare })}
            testId="ask-friends"
          >
            {words.share}
          </Button>
        )}
        <Button onPress={() => buy(offer, { bargainId: bargain.id })} testId="buy-bargain">
          {words.buyAt(formatMoney(bargain.nowFen))}
        </Button>
      </>
    )
  return (
    <>
      <Button kind="quiet" busy={busy} onPress={begin} testId="begin-own">
        {words.wantToo}
      </Button>
      {open && more && (
        <Button busy={busy} disabled={bargain.iCut} onPress={cut} testId="cut">
          {bargain.iCut ? words.helped : words.cut}
        </Button>
      )}
    </>
  )
}

function Found({ bargain, reload }: { bargain: Bargain; reload: () => void }) {
  const { promotion } = useWords()
  const words = promotion.bargain
  const { made, amounts } = bargain
  const missing = amounts.length - made.length
  return (
    <>
      <Box className="card block">
        <Box className="row">
          <Avatar src={bargain.ownerPortrait} />
          <Text className="grow b">{bargain.mine ? words.mineWords : words.of(bargain.ownerNickname)}</Text>
        </Box>
        <Box className="mt12">
          <Promoted goods={bargain.offer} specialFen={bargain.offer.floorFen} />
        </Box>
      </Box>
      <Box className="card block">
        <Box className="row base between wrap">
          <Text className="sec">{bargain.state === 'open' ? words.now : words.states[bargain.state]}</Text>
          <Price fen={bargain.nowFen} size="large" testId="price-now" />
        </Box>
        <Box className="mt12">
          <Progress part={bargain.listFen - bargain.nowFen} whole={bargain.listFen - bargain.offer.floorFen}>
            {`${words.cutOff(formatMoney(bargain.listFen - bargain.nowFen))} · ${missing > 0 ? words.left(missing) : words.reached}`}
          </Progress>
        </Box>
        {bargain.state === 'open' && (
          <Box className="mt12">
            <Countdown until={bargain.dueAt} name={promotion.ends} onEnd={reload} />
          </Box>
        )}
      </Box>
      <Box className="card block">
        <Text as="h2" className="b">
          {words.helpers}
        </Text>
        {made.length === 0 && <Text className="sec">{words.nobody}</Text>}
        {made.map(({ nickname, portrait, amountFen, at }) => (
          <Box key={at + nickname} className="row mt8">
            <Avatar src={portrait} size="small" />
            <Text className="grow one-line">{nickname}</Text>
            <Text className="num acc">{formatMoney(-amountFen)}</Text>
          </Box>
        ))}
        <Text as="p" className="t12 sec mt12 wrap-any">
          {words.rule(bargain.seed)}
        </Text>
      </Box>
    </>
  )
}

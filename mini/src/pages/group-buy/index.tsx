import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { type Loaded, useLoad } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Countdown } from '../../parts/countdown.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useBuy } from '../../parts/offers.tsx'
import { Promoted } from '../../parts/promoted.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ShareSheet } from '../../parts/share-sheet.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { nativeShare, useShareCard } from '../../platform/share.ts'
import { usePoll } from '../../poll.ts'
import { targetOf } from '../../target.ts'
import { useWords } from '../../words/words.ts'

type Group = Reply<'GET /group-buys/:id'>

/** A group: who is in it, how many are missing, until when; joined or shared from here. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function GroupBuyPage() {
  const words = useWords().promotion.group
  const { params } = useRouter()
  const load = async () => call('GET /group-buys/:id', { params: { id: await targetOf(params) } })
  const group = useLoad<Group>(`group:${params.id}:${params.scene ?? params.c ?? ''}`, load)
  const [sharing, setSharing] = useState(false)
  const { data } = group
  usePoll(data?.state === 'open', async () => group.change(await load()))
  useShareCard(
    () => data && { kind: 'group', targetId: data.id, title: data.offer.title, path: paths.groupBuy(data.id), picture: data.offer.picture },
  )
  return (
    <Screen title={words.pageTitle} testId="group-buy" foot={data && <Acts group={data} onShare={() => setSharing(true)} />}>
      <Await from={group}>{(found) => <Found group={found} reload={group.reload} />}</Await>
      {data && sharing && (
        <ShareSheet
          kind="group"
          targetId={data.id}
          title={words.invite}
          about={data.offer.title}
          portrait={data.offer.picture}
          onClose={() => setSharing(false)}
        />
      )}
    </Screen>
  )
}

function Acts({ group, onShare }: { group: Group; onShare: () => void }) {
  const words = useWords().promotion.group
  const buy = useBuy()
  const { offer } = group
  if (group.state !== 'open')
    return (
      <Button onPress={() => buy(offer, { offerId: offer.id })} testId="open-again">
        {words.again}
      </Button>
    )
  const share = (
    <Button
      kind={group.mine === 'none' ? 'quiet' : 'fill'}
      icon="share"
      openType={nativeShare ? 'share' : undefined}
      {...(nativeShare ? {} : { onPress: onShare })}
      testId="invite"
    >
      {words.invite}
    </Button>
  )
  if (group.mine === 'reserved')
    return (
      <Button to={paths.orders('to_pay')} testId="pay-first">
        {words.payFirst}
      </Button>
    )
  if (group.mine === 'paid') return share
  return (
    <>
      {share}
      <Button
        disabled={group.paid + group.reserved >= group.size}
        onPress={() => buy(offer, { offerId: offer.id, groupId: group.id })}
        testId="join-group"
      >
        {words.joinAt(formatMoney(offer.groupFen))}
      </Button>
    </>
  )
}

function Found({ group, reload }: { group: Group; reload: Loaded<Group>['reload'] }) {
  const { promotion } = useWords()
  const words = promotion.group
  const missing = group.size - group.paid
  const says = { open: words.openWords(missing), filled: words.filledWords, expired: words.expiredWords }[group.state]
  return (
    <>
      <Box className="card block">
        <Promoted goods={group.offer} specialFen={group.offer.groupFen} />
      </Box>
      <Box className="card block">
        <Text as="h2" className="h1 center" testId="group-state">
          {words.states[group.state]}
        </Text>
        <Text as="p" className="sec center">
          {says}
        </Text>
        <Box className="places" label={words.size(group.size)}>
          {group.people.map(({ nickname, portrait, leader }) => (
            <Box key={`${nickname} ${portrait}`} className="place">
              <Avatar src={portrait} size="large" />
              <Text className="t12 one-line">{leader ? words.leader : nickname}</Text>
            </Box>
          ))}
          {Array.from({ length: Math.min(missing, 12 - Math.min(12, group.people.length)) }, (_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: free places are alike
            <Box key={at} className="place">
              <Box className="free">
                <Icon name="plus" size="m" />
              </Box>
              <Text className="t12 sec">{words.free}</Text>
            </Box>
          ))}
        </Box>
        {group.state === 'open' && (
          <Box className="col mt16 gap8 center-items">
            <Countdown until={group.dueAt} name={promotion.ends} onEnd={reload} />
            {group.reserved > 0 && <Text className="t12 sec">{words.reserved(group.reserved)}</Text>}
            {group.mine === 'paid' && <Text className="jade b">{words.mine}</Text>}
          </Box>
        )}
      </Box>
      <Box className="card block">
        <Text as="h2" className="b">
          {words.rules}
        </Text>
        {words.ruleLines.map((line) => (
          <Text key={line} as="p" className="sec mt4">
            {line}
          </Text>
        ))}
      </Box>
    </>
  )
}

import { useState } from 'react'
import { useAct } from '../../act.ts'
import { addressOf, call } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips } from '../../parts/form.tsx'
import { Cell } from '../../parts/list.tsx'
import { Note } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { nativeShare, passOn, useShareCard } from '../../platform/share.ts'
import { session, useMe } from '../../session.ts'
import { recallShareCode } from '../../share-code.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

/** One's exclusive link: the code to show, the link to send. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function SharePage() {
  const words = useWords()
  const me = useMe()
  const link = useLoad('my-link', () => call('GET /my/card/share'))
  const [kind, setKind] = useState<'link' | 'mini'>('link')
  // Codes that are shown are counted apart from the link that is sent.
  const shown = useLoad(`my-code:${kind}`, async () => {
    const targetId = session.get()?.me.id
    return (
      targetId &&
      call('POST /share-codes', { body: { kind: 'card', targetId, channel: kind === 'mini' ? 'mini_code' : 'qr', via: recallShareCode() } })
    )
  })
  const { act } = useAct()
  const { data } = link
  useShareCard(() => me && { kind: 'card', targetId: me.id, title: me.nickname, path: paths.card(me.id), picture: me.portrait })
  const send = (url: string) =>
    act(async () => {
      if ((await passOn(me?.nickname ?? words.appName, url)) === 'copied') tell(words.card.linkCopied)
    })
  const foot = data && (
    <>
      <Button kind="quiet" icon="copy" onPress={() => copy(data.url, words.card.linkCopied)} testId="copy-link">
        {words.share.copy}
      </Button>
      <Button
        icon="share"
        openType={nativeShare ? 'share' : undefined}
        {...(nativeShare ? {} : { onPress: () => send(data.url) })}
        testId="send-on"
      >
        {words.share.send}
      </Button>
    </>
  )
  return (
    <Screen title={words.share.title} testId="share-page" foot={foot}>
      <Await from={link} bones={<Skeleton heights={[420]} />}>
        {({ url }) => (
          <Box className="card block qr-card">
            <Avatar src={me?.portrait ?? null} size="large" />
            <Text as="h2" className="h1 mt8">
              {me?.nickname}
            </Text>
            <Box className="qr">
              {shown.data && (
                <Picture
                  src={addressOf(`/share-codes/${shown.data.code}/qr.png?kind=${kind}`)}
                  alt={words.share.scan}
                  fit="contain"
                  eager
                  testId="qr"
                />
              )}
            </Box>
            <Text className="sec">{words.share.scan}</Text>
            <Box className="mt12">
              <Chips
                name={words.share.title}
                choices={[
                  { value: 'link', name: words.share.linkCode },
                  { value: 'mini', name: words.share.miniCode },
                ]}
                value={kind}
                onChange={setKind}
              />
            </Box>
            <Text className="t12 sec mt16 center" testId="share-url">
              {url}
            </Text>
          </Box>
        )}
      </Await>
      <Box className="card block flush cells">
        <Cell icon="picture" title={words.cards.poster.make} to={paths.posters()} testId="make-poster" />
        <Cell icon="branch" title={words.cards.shares.title} to={paths.shareCodes} />
      </Box>
      <Text as="p" className="smallprint">
        {words.share.words}
      </Text>
      {me?.rank === 'member' && (
        <Box className="pad col gap12">
          <Note>{words.share.notAgent}</Note>
          <Button kind="outline" to={paths.apply} testId="to-apply">
            {words.share.apply}
          </Button>
        </Box>
      )}
    </Screen>
  )
}

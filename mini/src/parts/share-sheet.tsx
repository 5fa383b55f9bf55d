import { useState } from 'react'
import { useAct } from '../act.ts'
import { addressOf, call } from '../api.ts'
import { copy } from '../copy.ts'
import { Box } from '../elements/box.tsx'
import { Picture } from '../elements/picture.tsx'
import { Text } from '../elements/text.tsx'
import { useLoad } from '../load.ts'
import { paths } from '../paths.ts'
import { nativeShare, passOn, type SharedKind } from '../platform/share.ts'
import { recallShareCode } from '../share-code.ts'
import { tell } from '../tell.ts'
import { useWords } from '../words/words.ts'
import { Sheet } from './above.tsx'
import { Avatar } from './avatar.tsx'
import { Button } from './button.tsx'
import { Chips } from './form.tsx'
import { Await, Skeleton } from './states.tsx'

const channels = ['link', 'wechat_chat', 'moments', 'qr'] as const
type Channel = (typeof channels)[number]

type ShareSheetProps = {
  kind: SharedKind
  targetId: string
  title: string
  about: string
  portrait: string | null
  onClose: () => void
}

/** One's own link to something: a QR code to show, a link to copy, a message to send. */
export function ShareSheet({ kind, targetId, title, about, portrait, onClose }: ShareSheetProps) {
  const { card: words, cards } = useWords()
  const { act } = useAct()
  const [channel, setChannel] = useState<Channel>('link')
  const link = useLoad(`share:${kind}:${targetId}:${channel}`, () =>
    call('POST /share-codes', { body: { kind, targetId, channel, via: recallShareCode() } }),
  )
  const { data } = link
  const send = (url: string) =>
    act(async () => {
      if ((await passOn(about, url)) === 'copied') tell(words.linkCopied)
    })
  return (
    <Sheet
      title={title}
      onClose={onClose}
      testId="share-sheet"
      foot={
        data && (
          <Box className="pair">
            <Button kind="quiet" icon="copy" onPress={() => copy(data.url, words.linkCopied)} testId="copy-link">
              {words.copyLink}
            </Button>
            <Button
              icon="share"
              openType={nativeShare ? 'share' : undefined}
              {...(nativeShare ? {} : { onPress: () => send(data.url) })}
              testId="send-on"
            >
              {words.sendOn}
            </Button>
          </Box>
        )
      }
    >
      <Chips
        name={cards.shares.where}
        choices={channels.map((value) => ({ value, name: cards.shares.channels[value] }))}
        value={channel}
        onChange={setChannel}
      />
      <Await from={link} bones={<Skeleton heights={[320]} />}>
        {({ code, url }) => (
          <Box className="qr-card mt16">
            <Avatar src={portrait} size="large" />
            <Text className="b mt8">{about}</Text>
            <Box className="qr">
              <Picture src={addressOf(`/share-codes/${code}/qr.png`)} alt={words.scan} fit="contain" eager testId="qr" />
            </Box>
            <Text className="sec">{words.scan}</Text>
            <Text className="t12 sec mt8 center" testId="share-url">
              {url}
            </Text>
            <Text className="t12 sec mt8 center">{words.yours}</Text>
            {kind !== 'bargain' && (
              <Box className="mt12">
                <Button kind="outline" small icon="picture" to={paths.posters({ kind, id: targetId, title: about })} testId="make-poster">
                  {cards.poster.make}
                </Button>
              </Box>
            )}
          </Box>
        )}
      </Await>
    </Sheet>
  )
}

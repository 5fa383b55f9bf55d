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
import { Await } from './states.tsx'

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
  const link = useLoad(`share:${kind}:${targetId}`, () => call('POST /share-codes', { body: { kind, targetId, via: recallShareCode() } }))
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
      <Await from={link}>
        {({ code, url }) => (
          <Box className="qr-card">
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

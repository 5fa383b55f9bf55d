import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Note } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { paths } from '../../paths.ts'
import { nativeShare, passOn, useShareLink } from '../../platform/share.ts'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { LimitField, useLimit } from './limit.tsx'

type Link = Reply<'POST /family/invitations'>

/** Makes an invitation and sends it on: to whom one will pay for, or to who will pay for one. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function FamilyInvite() {
  const words = useWords().family
  const role = queryOf(useRouter().params).role === 'asks' ? 'asks' : 'pays'
  const [made, setMade] = useState<Link>()
  const limit = useLimit()
  const { busy, act } = useAct()
  const intention = useIntention()
  useShareLink(() => (made?.code ? { title: words.inviteMessage(role), path: paths.familyJoin(made.code) } : undefined))
  const invite = () => {
    const fen = limit.check()
    if (role === 'pays' && fen === undefined) return
    act(async () => {
      const body = { role, ...(role === 'pays' && { monthlyLimitFen: fen }) } as const
      setMade(await call('POST /family/invitations', { body, intention }))
      intention.fulfilled()
    })
  }
  return (
    <Screen title={words.inviteTitle} testId="family-invite">
      <Box className="card block">
        <Text as="h2" className="h2">
          {role === 'pays' ? words.invitePays : words.inviteAsks}
        </Text>
        <Text as="p" className="sec">
          {role === 'pays' ? words.invitePaysNote : words.inviteAsksNote}
        </Text>
        {made ? (
          <Made made={made} role={role} />
        ) : (
          <>
            {role === 'pays' && <LimitField limit={limit} />}
            <Box className="mt16">
              <Button wide busy={busy} onPress={invite} testId="make-invitation">
                {words.invite}
              </Button>
            </Box>
          </>
        )}
      </Box>
      <Box className="pad mt12">
        <Note tone="calm" icon="shield">
          {words.about}
        </Note>
      </Box>
    </Screen>
  )
}

function Made({ made, role }: { made: Link; role: 'pays' | 'asks' }) {
  const words = useWords().family
  const { language } = usePreferences()
  const { act } = useAct()
  const url = made.url ?? ''
  const send = () =>
    act(async () => {
      if ((await passOn(words.inviteMessage(role), url)) === 'copied') tell(words.copied)
    })
  return (
    <>
      <Box className="row top mt16">
        <Icon name="check" />
        <Box className="col grow">
          <Text className="b">{words.invited}</Text>
          <Text className="t12 sec wrap-any" testId="invitation-url">
            {url}
          </Text>
          {made.expiresAt && <Text className="t12 sec">{words.validUntil(formatTime(made.expiresAt, language))}</Text>}
        </Box>
      </Box>
      <Box className="pair mt16">
        <Button kind="quiet" icon="copy" onPress={() => copy(url, words.copied)} testId="copy-invitation">
          {words.copyLink}
        </Button>
        <Button
          icon="share"
          openType={nativeShare ? 'share' : undefined}
          {...(nativeShare ? {} : { onPress: send })}
          testId="send-invitation"
        >
          {words.send}
        </Button>
      </Box>
    </>
  )
}

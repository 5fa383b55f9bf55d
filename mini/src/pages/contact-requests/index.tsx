import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoadList } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Note, Tag, type Tone } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { confirm } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type ContactRequest = Reply<'GET /my/contact-requests'>['items'][number]

/** Who wants to see what one keeps private; a word for each. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function ContactRequests() {
  const { cards, card } = useWords()
  const words = cards.requests
  const list = useLoadList('contact-requests', (after) => call('GET /my/contact-requests', { query: after ? { after } : {} }))
  return (
    <Screen title={words.title} testId="contact-requests">
      <AwaitList
        from={list}
        empty={
          <Empty
            picture="visitors"
            title={words.empty}
            words={words.emptyWords}
            action={<Button to={paths.editCard}>{card.editMine}</Button>}
          />
        }
      >
        {(requests) => (
          <>
            <Box className="pad mt8">
              <Note tone="calm" icon="lock">
                <Text>{words.note}</Text>
              </Note>
            </Box>
            {requests.map((request) => (
              <RequestCard key={request.id} request={request} onDecided={list.reload} />
            ))}
          </>
        )}
      </AwaitList>
    </Screen>
  )
}

const tones: Record<ContactRequest['state'], Tone> = { requested: 'accent', approved: 'jade', declined: '', revoked: '' }

function RequestCard({ request, onDecided }: { request: ContactRequest; onDecided: () => void }) {
  const words = useWords().cards.requests
  const { language } = usePreferences()
  const { busy, act } = useAct()
  const decide = (decision: 'approve' | 'decline' | 'revoke') =>
    act(async () => {
      const asked = { title: words.revokeAsk(request.nickname), words: words.revokeWords, yes: words.revoke, no: words.keep, danger: true }
      if (decision === 'revoke' && !(await confirm(asked))) return
      await call('POST /my/contact-requests/:id/decision', { params: { id: request.id }, body: { decision } })
      onDecided()
    })
  return (
    <Box className="card block" testId={`request-${request.state}`}>
      <Box className="row top">
        <Avatar src={request.portrait} />
        <Box className="col grow">
          <Box className="row between wrap tight">
            <Text className="b t16">{request.nickname}</Text>
            <Tag tone={tones[request.state]}>{words.states[request.state]}</Tag>
          </Box>
          <Text className="t12 sec num">{formatTime(request.askedAt, language, now().toISOString())}</Text>
          <Text as="p" className={request.words ? 'mt8' : 'mt8 sec'}>
            {request.words || words.noWords}
          </Text>
        </Box>
      </Box>
      {request.state === 'requested' && (
        <Box className="pair mt12">
          <Button kind="quiet" busy={busy} onPress={() => decide('decline')} testId="decline">
            {words.decline}
          </Button>
          <Button busy={busy} onPress={() => decide('approve')} testId="approve">
            {words.approve}
          </Button>
        </Box>
      )}
      {request.state === 'approved' && (
        <Box className="mt12">
          <Button kind="outline" small busy={busy} onPress={() => decide('revoke')} testId="revoke">
            {words.revoke}
          </Button>
        </Box>
      )}
    </Box>
  )
}

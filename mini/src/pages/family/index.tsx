import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Cell, Head } from '../../parts/list.tsx'
import { Note, Tag, type Tone } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { confirm, tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { LimitField, useLimit } from '../family-invite/limit.tsx'

type Family = Reply<'GET /family'>
type Link = Family['links'][number]
type Request = Family['requests'][number]
export const requestTones: Record<Request['state'], Tone> = {
  asked: 'accent',
  paid: 'jade',
  declined: 'crimson',
  withdrawn: '',
  closed: '',
}

/** With whom one has agreed that one pays for the other, and what was asked for. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function FamilyPage() {
  const words = useWords().family
  const family = useLoad('family', () => call('GET /family'))
  return (
    <Screen title={words.title} testId="family">
      <Await from={family}>
        {({ links, requests }) => (
          <>
            <Box className="pad mt12">
              <Note tone="calm" icon="shield">
                {words.about}
              </Note>
            </Box>
            {links.length === 0 && <Empty picture="visitors" title={words.empty} words={words.emptyWords} />}
            {links.map((link) => (
              <Pair key={link.id} link={link} onChange={family.reload} />
            ))}
            <Box className="card block flush cells">
              <Cell
                icon="wallet"
                title={words.invitePays}
                note={words.invitePaysNote}
                to={paths.familyInvite('pays')}
                testId="invite-pays"
              />
              <Cell
                icon="heart"
                title={words.inviteAsks}
                note={words.inviteAsksNote}
                to={paths.familyInvite('asks')}
                testId="invite-asks"
              />
            </Box>
            {requests.length > 0 && <Head title={words.requests} />}
            {requests.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </>
        )}
      </Await>
    </Screen>
  )
}

function Pair({ link, onChange }: { link: Link; onChange: () => void }) {
  const words = useWords().family
  const { language } = usePreferences()
  const [changing, setChanging] = useState(false)
  const { busy, act } = useAct()
  const name = link.other?.nickname ?? ''
  const end = () =>
    act(async () => {
      const [title, explained] = link.other ? [words.endAsk(name), words.endWords] : [words.endInvitationAsk, words.endInvitationWords]
      if (!(await confirm({ title, words: explained, yes: words.end, no: words.keep, danger: true }))) return
      await call('DELETE /family/links/:id', { params: { id: link.id } })
      tell(words.ended)
      onChange()
    })
  return (
    <Box className="card block" testId={`link-${link.role}`}>
      <Box className="row between">
        <Avatar src={link.other?.portrait ?? null} />
        <Box className="col grow">
          <Text className="b">{link.other ? name : words.invited}</Text>
          <Text className="t12 sec">
            {link.monthlyLimitFen !== null && link.other
              ? words.limitIs(formatMoney(link.spentFen), formatMoney(link.monthlyLimitFen))
              : link.expiresAt && words.validUntil(formatTime(link.expiresAt, language))}
          </Text>
        </Box>
        <Tag tone={link.role === 'pays' ? 'amber' : 'jade'}>{words.roleOf[link.role]}</Tag>
      </Box>
      {changing && <ChangeLimit link={link} onChange={onChange} />}
      <Box className="row wrap tight mt12">
        {link.role === 'pays' && link.state === 'active' && !changing && (
          <Button kind="outline" small onPress={() => setChanging(true)} testId="change-limit">
            {words.changeLimit}
          </Button>
        )}
        {link.url && (
          <Button kind="outline" small icon="copy" onPress={() => copy(link.url ?? '', words.copied)} testId="copy-invitation">
            {words.copyLink}
          </Button>
        )}
        <Button kind="quiet" small busy={busy} onPress={end} testId="end-link">
          {words.end}
        </Button>
      </Box>
    </Box>
  )
}

function ChangeLimit({ link, onChange }: { link: Link; onChange: () => void }) {
  const words = useWords()
  const limit = useLimit(link.monthlyLimitFen ?? undefined)
  const { busy, act } = useAct()
  const save = () => {
    const fen = limit.check()
    if (fen === undefined) return
    act(async () => {
      await call('PUT /family/links/:id/limit', { params: { id: link.id }, body: { monthlyLimitFen: fen } })
      tell(words.saved)
      onChange()
    })
  }
  return (
    <LimitField
      limit={limit}
      after={
        <Button kind="quiet" small busy={busy} onPress={save} testId="save-limit">
          {words.save}
        </Button>
      }
    />
  )
}

function RequestCard({ request }: { request: Request }) {
  const words = useWords().family
  const { language } = usePreferences()
  const first = request.lines[0]
  return (
    <Press className="card block" to={paths.familyPay(request.id)} testId={`request-${request.id}`}>
      <Box className="row between">
        <Text className="t12 sec num">{formatTime(request.askedAt, language)}</Text>
        <Tag tone={requestTones[request.state]}>{words.states[request.state]}</Tag>
      </Box>
      <Text as="p" className="b mt4">
        {request.role === 'pays' ? words.wantsYou(request.asker.nickname) : words.asked(request.payer.nickname)}
      </Text>
      {first && (
        <GoodsLine title={first.title} skuName={first.skuName} picture={first.picture} quantity={first.quantity}>
          <Text className="num b">{formatMoney(request.totalFen)}</Text>
        </GoodsLine>
      )}
    </Press>
  )
}

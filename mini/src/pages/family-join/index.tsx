import { useRouter } from '@tarojs/taro'
import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { replace } from '../../navigation.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { useMe } from '../../session.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { LimitField, useLimit } from '../family-invite/limit.tsx'

type Invitation = Reply<'GET /family/invitations/:code'>

/** What one is asked to agree to, by whom, and what follows from it. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function FamilyJoin() {
  const words = useWords().family
  const { code = '' } = queryOf(useRouter().params)
  const invitation = useLoad(`invitation:${code}`, () => call('GET /family/invitations/:code', { params: { code } }))
  return (
    <Screen title={words.joinTitle} testId="family-join">
      <Await from={invitation}>
        {(found) =>
          found.open ? (
            <Agree code={code} invitation={found} />
          ) : (
            <Empty
              picture="visitors"
              title={words.joinOver}
              words={words.joinOverWords}
              action={<Button to={paths.family}>{words.title}</Button>}
            />
          )
        }
      </Await>
    </Screen>
  )
}

function Agree({ code, invitation: { inviter, role, monthlyLimitFen, expiresAt } }: { code: string; invitation: Invitation }) {
  const words = useWords()
  const { language } = usePreferences()
  const me = useMe()
  const limit = useLimit()
  const { busy, act } = useAct()
  const all = words.family
  const agree = () => {
    const fen = limit.check()
    if (role === 'pays' && fen === undefined) return
    act(async () => {
      const body = role === 'pays' && fen !== undefined ? { monthlyLimitFen: fen } : {}
      await call('POST /family/invitations/:code/acceptance', { params: { code }, body })
      tell(all.agreed)
      replace(paths.family)
    })
  }
  return (
    <Box className="card block">
      <Box className="qr-card center">
        <Avatar src={inviter.portrait} size="large" />
        <Text as="h2" className="h1 mt8 center">
          {role === 'pays' ? all.joinPays(inviter.nickname) : all.joinAsks(inviter.nickname)}
        </Text>
        <Text as="p" className="sec mt8">
          {role === 'pays' ? all.joinPaysWords : all.joinAsksWords(formatMoney(monthlyLimitFen ?? 0))}
        </Text>
        <Text as="p" className="t12 sec">
          {all.validUntil(formatTime(expiresAt, language))}
        </Text>
      </Box>
      {role === 'pays' && me && <LimitField limit={limit} />}
      <Box className="mt16">
        {me ? (
          <Button wide busy={busy} onPress={agree} testId="agree">
            {all.agree}
          </Button>
        ) : (
          <Button wide to={paths.login} testId="sign-in">
            {words.signIn}
          </Button>
        )}
      </Box>
    </Box>
  )
}

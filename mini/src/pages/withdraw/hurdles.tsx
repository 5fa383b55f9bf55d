import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { paths } from '../../paths.ts'
import { wechatCode } from '../../platform/sign-in.ts'
import { useWords } from '../../words/words.ts'
import type { Wallet } from './index.tsx'

type Hurdle = Wallet['hurdles'][number]

/** What keeps one from withdrawing, each with the way on. */
export function Hurdles({ wallet, reload }: { wallet: Wallet; reload: () => void }) {
  const words = useWords().withdraw.hurdles
  const { busy, act } = useAct()
  const joinWechat = () =>
    act(async () => {
      // Outside WeChat nobody can vouch for the account; the words above say where it can be done.
      if (wechatCode) await call('POST /my/wechat', { body: { code: await wechatCode() } })
      reload()
    })
  const to: Record<Hurdle, string | undefined> = {
    nothing_available: paths.earnings,
    real_name_missing: paths.realName,
    wechat_missing: undefined,
    withdrawal_open: wallet.open ? paths.withdrawal(wallet.open) : paths.withdrawals,
  }
  // While everything is on its way, “nothing left” is no news.
  const shown = wallet.hurdles.filter((hurdle) => hurdle !== 'nothing_available' || !wallet.hurdles.includes('withdrawal_open'))
  return shown.map((hurdle) => {
    const target = to[hurdle]
    return (
      <Box key={hurdle} className="card block hurdle" testId={`hurdle-${hurdle}`}>
        <Box className="col grow">
          <Text as="h2" className="h2">
            {words[hurdle].title}
          </Text>
          <Text as="p" className="sec mt4">
            {words[hurdle].words}
          </Text>
        </Box>
        <Button kind="outline" small {...(target ? { to: target } : { onPress: joinWechat, busy })} testId={`act-${hurdle}`}>
          {words[hurdle].act}
        </Button>
      </Box>
    )
  })
}

import { useState } from 'react'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Price } from '../../parts/price.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'
import { Debts } from './debts.tsx'
import { Rank } from './rank.tsx'
import { Shares } from './shares.tsx'
import { Stairs } from './stairs.tsx'
import { Team } from './team.tsx'
import { WhySheet } from './why-sheet.tsx'
import './index.css'

export type Earnings = Reply<'GET /my/earnings'>
export type Wallet = Reply<'GET /my/wallet'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function EarningsPage() {
  const words = useWords().earnings
  const money = useLoad('earnings', async () => {
    const [earnings, wallet] = await Promise.all([call('GET /my/earnings'), call('GET /my/wallet')])
    return { earnings, wallet }
  })
  const [asked, setAsked] = useState<string>()
  const { data } = money
  return (
    <Screen title={words.title} testId="earnings" foot={data && <AvailableBar wallet={data.wallet} />}>
      <Await from={money}>
        {({ earnings, wallet }) => (
          <>
            <Rank earnings={earnings} />
            <Debts wallet={wallet} />
            {/* What is missing to the next rank comes first for those who have one before them. */}
            {earnings.rank !== 'boss' && <Stairs earnings={earnings} />}
            <Shares earnings={earnings} wallet={wallet} onAsk={setAsked} />
            {earnings.rank === 'boss' && <Stairs earnings={earnings} />}
            <Team />
            <Text as="p" className="smallprint">
              {words.rule}
            </Text>
          </>
        )}
      </Await>
      {asked && <WhySheet shareId={asked} onClose={() => setAsked(undefined)} />}
    </Screen>
  )
}

/** What is available and the way to have it; with nothing there, the way to earn something. */
function AvailableBar({ wallet }: { wallet: Wallet }) {
  const words = useWords()
  const { availableFen, withdrawableFen, open } = wallet
  return (
    <>
      <Box className="col grow">
        <Text className="t12 sec">{availableFen < 0 ? words.wallet.debt : words.earnings.available}</Text>
        <Price fen={availableFen} ink testId="available" />
      </Box>
      {open ? (
        <Button to={paths.withdrawal(open)} testId="to-withdrawal">
          {words.wallet.seeWithdrawal}
        </Button>
      ) : withdrawableFen > 0 ? (
        <Button to={paths.withdraw} testId="to-withdraw">
          {words.wallet.withdraw}
        </Button>
      ) : (
        <Button to={paths.share} testId="to-share">
          {words.earnings.share}
        </Button>
      )}
    </>
  )
}

import { useState } from 'react'
import { formatRate } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Price } from '../../parts/price.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { useMe } from '../../session.ts'
import { useWords } from '../../words/words.ts'
import { Shares } from './shares.tsx'
import { Team } from './team.tsx'
import { WhySheet } from './why-sheet.tsx'
import './index.css'

export type Earnings = Reply<'GET /my/earnings'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function EarningsPage() {
  const words = useWords().earnings
  const earnings = useLoad('earnings', () => call('GET /my/earnings'))
  const [asked, setAsked] = useState<string>()
  const { data } = earnings
  return (
    <Screen title={words.title} testId="earnings" foot={data && <AvailableBar earnings={data} />}>
      <Await from={earnings}>
        {(found) => (
          <>
            <Rank earnings={found} />
            <Shares earnings={found} onAsk={setAsked} />
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

/** What is available. Withdrawal does not exist yet, so nothing here pretends to begin one. */
function AvailableBar({ earnings }: { earnings: Earnings }) {
  const words = useWords().earnings
  return (
    <>
      <Box className="col grow">
        <Text className="t12 sec">{words.available}</Text>
        <Price fen={earnings.availableFen} ink testId="available" />
        <Text className="t12 sec">{words.withdrawSoon}</Text>
      </Box>
      <Button to={paths.share} testId="to-share">
        {words.share}
      </Button>
    </>
  )
}

/** Where one stands, at which rate, and what would change it. */
function Rank({ earnings }: { earnings: Earnings }) {
  const words = useWords()
  const me = useMe()
  const { rank, rates, qualifyingBuyers, buyersForBoss, planVersion } = earnings
  const missing = Math.max(0, buyersForBoss - qualifyingBuyers)
  const told = { member: words.earnings.isMember, agent: words.earnings.next(missing), boss: words.earnings.isBoss }[rank]
  const rateWords = [
    words.earnings.direct(formatRate(rates.directBps)),
    ...(rates.teamBps > 0 ? [words.earnings.team(formatRate(rates.teamBps))] : []),
  ]
  return (
    <Box className="card block" testId="rank">
      <Box className="row">
        <Avatar src={me?.portrait ?? null} size="large" />
        <Box className="col grow">
          <Text as="h2" className="h1" testId="rank-name">
            {`${me?.nickname ?? ''} · ${words.ranks[rank]}`}
          </Text>
          <Press className="reach t12 sec" to={paths.plan} testId="to-plan">
            <Text>{[...(rank === 'member' ? [] : rateWords), words.earnings.plan(planVersion)].join(' · ')}</Text>
          </Press>
        </Box>
      </Box>
      {rank === 'agent' && (
        <>
          <Box className="progress mt16" role="img" label={`${words.earnings.toBoss} ${qualifyingBuyers}/${buyersForBoss}`}>
            {Array.from({ length: buyersForBoss }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps stay in place
              <Box key={at} className={`step${at < qualifyingBuyers ? ' on' : ''}`} />
            ))}
          </Box>
          <Box className="row between t12 sec mt8">
            <Text>{words.earnings.toBoss}</Text>
            <Text className="b num">{`${Math.min(qualifyingBuyers, buyersForBoss)} / ${buyersForBoss}`}</Text>
          </Box>
        </>
      )}
      <Text as="p" className="mt8">
        {told}
      </Text>
      {rank === 'member' && (
        <Box className="mt12">
          <Button kind="outline" to={paths.apply}>
            {words.apply.send}
          </Button>
        </Box>
      )}
    </Box>
  )
}

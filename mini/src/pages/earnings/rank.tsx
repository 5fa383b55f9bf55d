import { formatRate } from '../../../../design/money.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { paths } from '../../paths.ts'
import { useMe } from '../../session.ts'
import { useWords } from '../../words/words.ts'
import type { Earnings } from './index.tsx'

const ranks = ['member', 'agent', 'boss'] as const

/** Where one stands and at which rate: three steps, one's own filled in. */
export function Rank({ earnings }: { earnings: Earnings }) {
  const words = useWords()
  const me = useMe()
  const { rank, rates, planVersion } = earnings
  const rateWords = [
    words.earnings.direct(formatRate(rates.directBps)),
    ...(rates.teamBps > 0 ? [words.earnings.team(formatRate(rates.teamBps))] : []),
  ]
  const reached = ranks.indexOf(rank)
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
      <Box className="stairs" role="img" label={`${words.stairs.here}: ${words.ranks[rank]}`}>
        {ranks.map((each, at) => (
          <Box key={each} className={`stair s${at}${at < reached ? ' below' : at === reached ? ' here' : ''}`}>
            <Text className="b">{words.ranks[each]}</Text>
          </Box>
        ))}
      </Box>
    </Box>
  )
}

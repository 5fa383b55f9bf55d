import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'
import type { Earnings } from './index.tsx'

/** How one advances, step by step: what counts, why it counts, and what is missing. */
export function Stairs({ earnings }: { earnings: Earnings }) {
  const words = useWords()
  const { rank } = earnings
  return (
    <>
      <Head title={words.stairs.title} />
      <Box className="card block no-top" testId="stairs">
        <ToAgent earnings={earnings} />
        <Box className="rule mt16" />
        <ToBoss earnings={earnings} />
        {rank === 'boss' && (
          <Text as="p" className="sec mt12">
            {words.stairs.boss}
          </Text>
        )}
      </Box>
    </>
  )
}

function ToAgent({ earnings }: { earnings: Earnings }) {
  const words = useWords()
  const { stairs } = words
  return (
    <>
      <Box className="row between wrap">
        <Text as="h3" className="h2">
          {stairs.agentTitle}
        </Text>
        {earnings.rank !== 'member' && (
          <Tag tone="jade" icon="check">
            {stairs.done}
          </Tag>
        )}
      </Box>
      <Text as="p" className="sec mt4">
        {stairs.agentWords}
      </Text>
      <Condition met={earnings.applied} name={stairs.applied} why={stairs.appliedWhy} />
      <Condition met={earnings.ownQualifying} name={stairs.bought} why={stairs.boughtWhy} />
      {earnings.rank === 'member' && (
        <Box className="mt12">
          <Button wide kind="outline" to={paths.apply} testId="to-apply">
            {words.apply.send}
          </Button>
        </Box>
      )}
    </>
  )
}

function ToBoss({ earnings }: { earnings: Earnings }) {
  const { stairs } = useWords()
  const { qualifyingBuyers: have, buyersForBoss: need, rank } = earnings
  const missing = Math.max(0, need - have)
  return (
    <>
      <Box className="row between wrap mt16">
        <Text as="h3" className="h2">
          {stairs.bossTitle}
        </Text>
        {rank === 'boss' && (
          <Tag tone="jade" icon="check">
            {stairs.done}
          </Tag>
        )}
      </Box>
      <Text as="p" className="sec mt4">
        {stairs.bossWords(need)}
      </Text>
      <Box className="progress mt12" role="img" label={stairs.counted(have, need)}>
        {Array.from({ length: need }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps stay in place
          <Box key={at} className={`step${at < have ? ' on' : ''}`} />
        ))}
      </Box>
      <Box className="row between mt8">
        <Text className="b num" testId="buyers">
          {stairs.counted(have, need)}
        </Text>
        <Text className={missing > 0 ? 'b acc' : 'b jade'}>
          {missing > 0 ? stairs.missing(missing) : rank === 'member' ? stairs.waitsAgent : stairs.enough}
        </Text>
      </Box>
      <Text as="p" className="t12 sec mt8">
        {stairs.bossWhy}
      </Text>
    </>
  )
}

/** One of the ways to a rank, met or not, with its reason. */
function Condition({ met, name, why }: { met: boolean; name: string; why: string }) {
  const { stairs } = useWords()
  return (
    <Box className="row top tight mt8">
      <Box className={`tick round${met ? ' met' : ''}`} role="img" label={met ? stairs.done : stairs.left}>
        {met && <Icon name="check" size="s" />}
      </Box>
      <Box className="col grow">
        <Text className={met ? 'b' : ''}>{name}</Text>
        <Text className="t12 sec">{why}</Text>
      </Box>
    </Box>
  )
}

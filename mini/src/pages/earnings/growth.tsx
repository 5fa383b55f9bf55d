import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { dayWords } from '../../money-day.ts'
import { Await } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

type Week = Reply<'GET /my/team/growth'>['weeks'][number]

/** Who joined in each of the last twelve weeks: directs below, seconds on top. Drawn with boxes, which both platforms have. */
export function Growth() {
  const words = useWords().growth
  const growth = useLoad('team-growth', () => call('GET /my/team/growth'))
  return (
    <Box className="card block no-top" testId="growth">
      <Text as="h3" className="h2">
        {words.title}
      </Text>
      <Await from={growth} bones={<Box className="bone mt12" style={{ height: '132px' }} />}>
        {({ weeks }) => <Curve weeks={weeks} />}
      </Await>
    </Box>
  )
}

const sumOf = (weeks: Week[], level: 'directs' | 'seconds') => weeks.reduce((sum, week) => sum + week[level], 0)

function Curve({ weeks }: { weeks: Week[] }) {
  const words = useWords().growth
  const { language } = usePreferences()
  const most = Math.max(...weeks.map(({ directs, seconds }) => directs + seconds))
  const [first, last] = [weeks[0], weeks[weeks.length - 1]]
  if (!first || !last || most === 0) {
    return (
      <Text as="p" className="sec mt8">
        {words.none}
      </Text>
    )
  }
  const share = (count: number) => ({ height: `${(count / most) * 100}%` })
  return (
    <>
      <Text as="p" className="t12 sec mt4">
        {words.sum(sumOf(weeks, 'directs'), sumOf(weeks, 'seconds'))}
      </Text>
      <Box className="bars" role="img" label={`${words.title}。${words.sum(sumOf(weeks, 'directs'), sumOf(weeks, 'seconds'))}`}>
        {weeks.map((week) => (
          <Box key={week.from} className="week" label={words.week(dayWords(week.from, language), week.directs, week.seconds)}>
            <Box className="bar second" style={share(week.seconds)} />
            <Box className="bar" style={share(week.directs)} />
          </Box>
        ))}
      </Box>
      <Box className="row between t12 sec mt4">
        <Text>{dayWords(first.from, language)}</Text>
        <Text>{words.most(most)}</Text>
        <Text>{dayWords(last.from, language)}</Text>
      </Box>
      <Box className="row wrap t12 sec mt8">
        <Box className="row tight">
          <Box className="key" />
          <Text>{words.directs}</Text>
        </Box>
        <Box className="row tight">
          <Box className="key second" />
          <Text>{words.seconds}</Text>
        </Box>
      </Box>
      <Text as="p" className="t12 sec mt8">
        {words.unpaid}
      </Text>
    </>
  )
}

import { formatDay } from '../../../../design/dates.ts'
import { formatMoney, formatRate } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Head } from '../../parts/list.tsx'
import { Price } from '../../parts/price.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

type Typical = Reply<'GET /plans/current/earnings'>

/** What people really got stands beside what one can get. */
export function TypicalEarnings() {
  const words = useWords().typical
  const typical = useLoad('typical-earnings', () => call('GET /plans/current/earnings'))
  return (
    <>
      <Head title={words.title} />
      <Await from={typical} bones={<Skeleton heights={[260]} />}>
        {(found) => (
          <Box className="card block no-top" testId="typical">
            {found.people > 0 ? <Figures typical={found} /> : <Text as="p">{words.none}</Text>}
            <Text as="p" className="t12 sec mt12">
              {words.words}
            </Text>
          </Box>
        )}
      </Await>
    </>
  )
}

function Figures({ typical }: { typical: Typical }) {
  const words = useWords().typical
  const { language } = usePreferences()
  const day = (iso: string) => formatDay(iso, language, now().toISOString())
  return (
    <>
      <Text as="p" className="sec">
        {words.median}
      </Text>
      <Price fen={typical.medianFen} size="large" ink testId="median" />
      <Text as="p" className="mt12 b" testId="with-nothing">
        {words.nothing(formatRate(typical.withNothingBps))}
      </Text>
      {typical.topTenthShareBps > 0 && <Text as="p">{words.top(formatRate(typical.topTenthShareBps))}</Text>}
      <Tenths borders={typical.decilesFen} />
      <Text as="p" className="t12 sec mt12">
        {words.period(day(typical.from), day(typical.to), typical.people)}
      </Text>
    </>
  )
}

/** Nine borders between ten equal groups, as bars with their sums: nobody has to guess from a height. */
function Tenths({ borders }: { borders: number[] }) {
  const words = useWords().typical
  const most = Math.max(1, ...borders)
  return (
    <>
      <Text as="h3" className="b mt16">
        {words.tenths}
      </Text>
      {borders.map((fen, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tenths stay in place
        <Box key={at} className="tenth">
          <Text className="t12">{words.tenth(at + 1, formatMoney(fen))}</Text>
          <Box className="track">
            <Box className="fill" style={{ width: `${Math.max(0, (fen / most) * 100)}%` }} />
          </Box>
        </Box>
      ))}
    </>
  )
}

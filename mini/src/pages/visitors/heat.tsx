import { useState } from 'react'
import { formatDwell } from '../../../../design/dates.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Chips } from '../../parts/form.tsx'
import { Head } from '../../parts/list.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

type Heat = Reply<'GET /my/visits/heat'>
const spans = ['7', '30'] as const

/** What was looked at over the last days, when, and beside the days before. */
export function HeatCard() {
  const { radar } = useWords()
  const [days, setDays] = useState<(typeof spans)[number]>('7')
  const heat = useLoad<Heat>(`heat:${days}`, () => call('GET /my/visits/heat', { query: { days: Number(days) } }))
  return (
    <>
      <Head title={radar.heat}>
        <Chips
          name={radar.heat}
          choices={spans.map((value) => ({ value, name: radar.days(Number(value)) }))}
          value={days}
          onChange={setDays}
        />
      </Head>
      <Await from={heat} bones={<Skeleton heights={[220]} />}>
        {(found) => (
          <Box className="card block no-top" testId="heat">
            {found.views === 0 ? <Text className="sec">{radar.noHeat}</Text> : <Counts heat={found} />}
          </Box>
        )}
      </Await>
    </>
  )
}

/** Of a long time nobody wants the seconds. */
const wholeMinutes = (seconds: number) => (seconds < 60 ? seconds : Math.round(seconds / 60) * 60)

function Counts({ heat }: { heat: Heat }) {
  const { radar } = useWords()
  const { language } = usePreferences()
  const longest = Math.max(1, ...heat.categories.map(({ dwellSeconds }) => dwellSeconds))
  return (
    <>
      <Box className="figures">
        <Figure name={radar.people} value={String(heat.people)} note={radar.than(heat.before.people)} />
        <Figure name={radar.views} value={String(heat.views)} note={radar.than(heat.before.views)} />
        <Figure name={radar.dwell} value={formatDwell(wholeMinutes(heat.dwellSeconds), language)} />
      </Box>
      <Hours hours={heat.hours} />
      {heat.categories.length > 0 && (
        <Text as="h3" className="b mt16">
          {radar.interests}
        </Text>
      )}
      {heat.categories.slice(0, 4).map(({ zh, en, dwellSeconds }) => (
        <Box key={en} className="mt8">
          <Box className="row between tight">
            <Text>{language === 'zh' ? zh : en}</Text>
            <Text className="t12 sec num">{formatDwell(dwellSeconds, language)}</Text>
          </Box>
          <Box className="dwell">
            <Box className="dwelt" style={{ width: `${(dwellSeconds / longest) * 100}%` }} />
          </Box>
        </Box>
      ))}
      <Text as="h3" className="b mt16">
        {radar.top}
      </Text>
      {heat.top.map((item) => (
        <Box key={`${item.subject}${item.title}`} className="row seen">
          <Box className="thumb small">{item.picture ? <Picture src={item.picture} /> : <Box className="blank" />}</Box>
          <Box className="col grow">
            <Text className="one-line">{item.title}</Text>
            <Text className="t12 sec">{radar.topLine(item.people, formatDwell(item.dwellSeconds, language))}</Text>
          </Box>
        </Box>
      ))}
    </>
  )
}

function Figure({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <Box className="figure">
      <Text className="t12 sec">{name}</Text>
      <Text className="b t20 num">{value}</Text>
      {note && <Text className="t12 sec num">{note}</Text>}
    </Box>
  )
}

/** A bar an hour, 24 of them; what each says is told as words too. */
function Hours({ hours }: { hours: number[] }) {
  const { radar } = useWords()
  const most = Math.max(1, ...hours)
  const busiest = hours.indexOf(Math.max(...hours))
  return (
    <>
      <Box className="row base between mt16">
        <Text as="h3" className="b">
          {radar.hours}
        </Text>
        <Text className="t12 sec">{radar.busiest(busiest)}</Text>
      </Box>
      <Box
        className="hours"
        role="img"
        label={hours.flatMap((views, hour) => (views > 0 ? [radar.hoursLabel(hour, views)] : [])).join('; ')}
      >
        {hours.map((views, hour) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
          <Box key={hour} className="hour">
            <Box className={`bar${hour === busiest ? ' on' : ''}`} style={{ height: `${Math.max(4, (views / most) * 100)}%` }} />
          </Box>
        ))}
      </Box>
      <Box className="row between t12 sec num hour-names">
        {[0, 6, 12, 18, 23].map((hour) => (
          <Text key={hour}>{String(hour)}</Text>
        ))}
      </Box>
    </>
  )
}

import { useState } from 'react'
import { formatDwell, formatTime } from '../../../../design/dates.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoadList } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Head, More } from '../../parts/list.tsx'
import { Screen } from '../../parts/screen.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useMe } from '../../session.ts'
import { useWords } from '../../words/words.ts'
import { HeatCard } from './heat.tsx'
import { LiveRadar } from './live.tsx'
import '../../styles/radar.css'

type Visit = Reply<'GET /my/visits'>['items'][number]

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Visitors() {
  const { visitors: words, radar } = useWords()
  const me = useMe()
  const list = useLoadList('visitors', (after) => call('GET /my/visits', { query: after ? { after } : {} }))
  return (
    <Screen title={words.title} testId="visitors">
      {me && <LiveRadar />}
      {me && <HeatCard />}
      <AwaitList
        from={list}
        empty={
          <Empty
            picture="visitors"
            title={words.empty}
            words={words.emptyWords}
            action={<Button to={paths.share}>{words.shareCard}</Button>}
          />
        }
      >
        {(visits) => (
          <>
            <Head title={radar.everyone} />
            {visits.map((visit, at) => (
              <VisitorCard key={visit.person} visit={visit} first={at === 0} />
            ))}
            <Text as="p" className="smallprint">
              {words.privacy}
            </Text>
          </>
        )}
      </AwaitList>
    </Screen>
  )
}

/** Who came from whom, what they looked at and for how long, longest first. */
function VisitorCard({ visit, first }: { visit: Visit; first: boolean }) {
  const { visitors: words, radar } = useWords()
  const { language } = usePreferences()
  const [open, setOpen] = useState(first)
  const longest = Math.max(1, ...visit.items.map(({ dwellSeconds }) => dwellSeconds))
  return (
    <Box className="card block flush" testId="visitor">
      <Press className="cell" expanded={open} onPress={() => setOpen(!open)}>
        <Avatar src={visit.portrait} />
        <Box className="col grow">
          <Text className="b">{visit.nickname ?? words.anonymous(visit.fromNickname)}</Text>
          <Text className="t12 sec">
            {[
              ...(visit.nickname && visit.fromNickname ? [words.from(visit.fromNickname)] : []),
              words.views(visit.viewCount, formatDwell(visit.dwellSeconds, language)),
            ].join(' · ')}
          </Text>
          <Text className="t12 sec num">{formatTime(visit.lastAt, language)}</Text>
        </Box>
        <Icon name={open ? 'up' : 'down'} size="m" />
      </Press>
      {open &&
        visit.items.map((item) => (
          <Box key={`${item.subject}${item.title}`} className="row seen">
            <Box className="thumb small">{item.picture ? <Picture src={item.picture} /> : <Box className="blank" />}</Box>
            <Box className="col grow">
              <Text className="one-line">{`${words.subjects[item.subject] ?? item.subject} · ${item.title}`}</Text>
              <Box className="dwell">
                <Box className="dwelt" style={{ width: `${(item.dwellSeconds / longest) * 100}%` }} />
              </Box>
              <Text className="t12 sec">{words.views(item.views, formatDwell(item.dwellSeconds, language))}</Text>
            </Box>
          </Box>
        ))}
      {open && (
        <Box className="row seen">
          <More to={paths.visitor(visit.person)} testId="to-story">
            {radar.all}
          </More>
        </Box>
      )}
    </Box>
  )
}

import { useRouter } from '@tarojs/taro'
import { formatDwell, formatTime } from '../../../../design/dates.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'
import '../../styles/radar.css'

type Story = Reply<'GET /my/visits/people/:person'>
type OneVisit = Story['visits'][number]

/** One visitor's looks, visit by visit, and what they stay at. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function VisitorPage() {
  const { visitors, radar } = useWords()
  const { language } = usePreferences()
  const { id = '' } = queryOf(useRouter().params)
  const story = useLoad<Story>(`visitor:${id}`, () => call('GET /my/visits/people/:person', { params: { person: id } }))
  return (
    <Screen title={visitors.title} testId="visitor-story">
      <Await from={story}>
        {(found) => (
          <>
            <Box className="card block mt12">
              <Box className="row">
                <Avatar src={found.portrait} />
                <Text as="h2" className="h2 grow">
                  {found.nickname ?? visitors.anonymous(found.visits.find(({ fromNickname }) => fromNickname)?.fromNickname ?? null)}
                </Text>
              </Box>
              {found.interests.length > 0 && (
                <Box className="row wrap tight mt12">
                  <Text className="t12 sec">{radar.likes}</Text>
                  {found.interests.map(({ zh, en, percent }) => (
                    <Tag key={en} tone="accent">
                      {radar.percent(language === 'zh' ? zh : en, percent)}
                    </Tag>
                  ))}
                </Box>
              )}
            </Box>
            <Head title={radar.visits} />
            {found.visits.map((visit) => (
              <VisitCard key={visit.startedAt} visit={visit} />
            ))}
            <Text as="p" className="smallprint">
              {radar.retention}
            </Text>
          </>
        )}
      </Await>
    </Screen>
  )
}

function VisitCard({ visit }: { visit: OneVisit }) {
  const { radar, visitors } = useWords()
  const { language } = usePreferences()
  const longest = Math.max(1, ...visit.items.map(({ dwellSeconds }) => dwellSeconds))
  const at = formatTime(visit.startedAt, language, now().toISOString())
  return (
    <Box className="card block flush visit-card" testId="visit">
      <Box className="row wrap tight visit-head">
        <Text className="b num grow">{radar.visit(at, formatDwell(visit.seconds, language))}</Text>
        {visit.fromNickname && <Tag>{radar.from(visit.fromNickname)}</Tag>}
        {visit.shared && <Tag tone="jade">{radar.passedOn}</Tag>}
      </Box>
      {visit.items.map((item) => (
        <Box key={`${item.subject}${item.title}`} className="row seen">
          <Box className="thumb small">{item.picture ? <Picture src={item.picture} /> : <Box className="blank" />}</Box>
          <Box className="col grow">
            <Text className="one-line">{`${visitors.subjects[item.subject] ?? item.subject} · ${item.title}`}</Text>
            <Box className="dwell">
              <Box className="dwelt" style={{ width: `${(item.dwellSeconds / longest) * 100}%` }} />
            </Box>
            <Text className="t12 sec">{radar.itemLine(item.views, formatDwell(item.dwellSeconds, language))}</Text>
          </Box>
        </Box>
      ))}
    </Box>
  )
}

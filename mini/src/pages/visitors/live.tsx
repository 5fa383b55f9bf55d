import { formatDwell, formatTime } from '../../../../design/dates.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import { type LiveLook, useLive } from './use-live.ts'

const shown = 6

type Doing = LiveLook & { stayedSeconds: number }

/** One line for what one person does with one thing: what was done last, and how long it was stayed at. */
function doingsOf(looks: LiveLook[]): Doing[] {
  const doings = new Map<string, Doing>()
  for (const look of looks) {
    const key = `${look.person} ${look.subject} ${look.title}`
    const known = doings.get(key)
    if (!known) doings.set(key, { ...look, stayedSeconds: look.dwellSeconds })
    else known.stayedSeconds += look.dwellSeconds
  }
  return [...doings.values()].slice(0, shown)
}

/** Who looks at what right now. */
export function LiveRadar() {
  const { radar } = useWords()
  const { looks, isOpen } = useLive()
  const doings = doingsOf(looks)
  return (
    <>
      <Head title={radar.live}>
        <Box testId={isOpen ? 'live-on' : 'live-off'}>
          <Tag tone={isOpen ? 'jade' : ''}>{isOpen ? radar.on : radar.off}</Tag>
        </Box>
      </Head>
      <Box className="card block no-top" testId="live">
        {doings.length === 0 ? (
          <Box className="row live-quiet">
            <Box className={`pulse${isOpen ? ' on' : ''}`} />
            <Text as="p" className="sec grow">
              {radar.quiet}
            </Text>
          </Box>
        ) : (
          doings.map((doing) => <OneDoing key={doing.id} doing={doing} />)
        )}
      </Box>
    </>
  )
}

function OneDoing({ doing }: { doing: Doing }) {
  const { radar, visitors } = useWords()
  const { language } = usePreferences()
  const done = doing.kind === 'share' ? radar.shared : doing.kind === 'favourite' ? radar.marked : radar.looking
  return (
    <Box className="row live-one" testId="live-look">
      <Avatar src={doing.portrait} />
      <Box className="col grow">
        <Text className="b">{doing.nickname ?? visitors.anonymous(doing.fromNickname)}</Text>
        <Text className="t14">{done(doing.title)}</Text>
        <Text className="t12 sec num">
          {[
            formatTime(doing.at, language, now().toISOString()),
            ...(doing.stayedSeconds > 0 ? [radar.stayed(formatDwell(doing.stayedSeconds, language))] : []),
          ].join(' · ')}
        </Text>
      </Box>
      {doing.picture && (
        <Box className="thumb small">
          <Picture src={doing.picture} />
        </Box>
      )}
    </Box>
  )
}

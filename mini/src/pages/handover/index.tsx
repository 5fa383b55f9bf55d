import { useRouter } from '@tarojs/taro'
import { formatTime } from '../../../../design/dates.ts'
import { call, type Reply } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Icon } from '../../parts/icon.tsx'
import { Note } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'
import './index.css'

type Handover = Reply<'GET /orders/:id/handover'>

/** The code one shows: as large as the phone allows, in digits for who cannot scan. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function HandoverPage() {
  const words = useWords().delivery
  const { id = '' } = queryOf(useRouter().params)
  const handover = useLoad(`handover:${id}`, () => call('GET /orders/:id/handover', { params: { id } }))
  return (
    <Screen title={words.codeTitle} testId="handover">
      <Await from={handover} bones={<Skeleton heights={[420, 88]} />}>
        {(found) => (
          <>
            <Code handover={found} />
            <Place handover={found} />
            {found.usable && (
              <Box className="pad mt12">
                <Note icon="shield">{words.never}</Note>
              </Box>
            )}
          </>
        )}
      </Await>
    </Screen>
  )
}

function Code({ handover }: { handover: Handover }) {
  const words = useWords().delivery
  const { language } = usePreferences()
  if (handover.redeemedAt)
    return (
      <Box className="state" role="status">
        <Box className="disc good">
          <Icon name="check" />
        </Box>
        <Text as="h2" className="h1" testId="handed-over">
          {words.used(formatTime(handover.redeemedAt, language))}
        </Text>
        <Text as="p" className="sec">
          {words.usedWords}
        </Text>
      </Box>
    )
  return (
    <Box className="card block qr-card">
      <Text as="h2" className="h2">
        {handover.shopName}
      </Text>
      <Box className={`qr${handover.usable ? '' : ' dim'}`}>
        <Picture src={handover.qr} alt={`${words.codeTitle} ${handover.code}`} fit="contain" eager testId="code-picture" />
      </Box>
      <Text as="p" className="code num" testId="code">
        {`${handover.code.slice(0, 4)} ${handover.code.slice(4)}`}
      </Text>
      <Text as="p" className="sec center mt8">
        {handover.usable ? words.codeWords[handover.way] : words.notYet}
      </Text>
      {handover.leftAt && (
        <Text as="p" className="jade center mt8">
          {words.left(formatTime(handover.leftAt, language))}
        </Text>
      )}
    </Box>
  )
}

function Place({ handover }: { handover: Handover }) {
  const words = useWords().delivery
  if (handover.way === 'local') return null
  return (
    <Press className="card block row top" onPress={() => copy(handover.place, words.copied)} label={words.copy}>
      <Icon name="store" />
      <Box className="col grow">
        <Text className="b">{handover.place}</Text>
        <Text className="sec">{words.hours(handover.openingHours)}</Text>
      </Box>
      <Icon name="copy" size="s" />
    </Press>
  )
}

import { useRouter } from '@tarojs/taro'
import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Cell } from '../../parts/list.tsx'
import { Note } from '../../parts/marks.tsx'
import { Outline } from '../../parts/outline.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { confirm } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type Digital = Reply<'GET /orders/:id/digital'>
type Line = Digital['items'][number]
type Part = { orderId: string; line: Line; onChange: (changed: Digital) => void }

/** What one bought to open or to book, instead of waiting for a parcel. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function DigitalPage() {
  const words = useWords().digital
  const { id = '' } = queryOf(useRouter().params)
  const digital = useLoad(`digital:${id}`, () => call('GET /orders/:id/digital', { params: { id } }))
  return (
    <Screen title={words.title} testId="digital">
      <Await from={digital}>
        {({ items }) =>
          items.map((line) => (
            <Box key={line.lineId}>
              <Box className="standing">
                <Text as="h2" className="h1">
                  {line.title}
                </Text>
              </Box>
              {!line.usable && (
                <Box className="pad">
                  <Note icon="clock" testId="not-usable">
                    {words.noUse}
                  </Note>
                </Box>
              )}
              {line.kind === 'course' ? (
                <Course orderId={id} line={line} onChange={digital.change} />
              ) : (
                <Consultation orderId={id} line={line} onChange={digital.change} />
              )}
              {line.outline.length > 0 && <Outline heads={line.outline} />}
            </Box>
          ))
        }
      </Await>
    </Screen>
  )
}

function Course({ orderId, line, onChange }: Part) {
  const words = useWords().digital
  const { busy, act } = useAct()
  const open = () =>
    act(async () => {
      if (!(await confirm({ title: words.openAsk, words: words.openAskWords, yes: words.yes, no: words.no }))) return
      onChange(
        await call('POST /orders/:id/digital/opening', {
          params: { id: orderId },
          body: { lineId: line.lineId, confirmed: true as const },
        }),
      )
    })
  if (line.content) return <Content line={line} />
  if (!line.usable) return null
  return (
    <Box className="pad mt12">
      <Button wide busy={busy} onPress={open} testId="open-course">
        {words.openCourse}
      </Button>
      <Text as="p" className="t12 sec mt8 center">
        {words.returnable}
      </Text>
    </Box>
  )
}

function Content({ line: { content, openedAt } }: { line: Line }) {
  const words = useWords().digital
  const { language } = usePreferences()
  if (!content) return null
  return (
    <Box as="section" className="card block" testId="content">
      {openedAt && <Text className="t12 sec">{words.opened(formatTime(openedAt, language))}</Text>}
      {content.text.split('\n').map((paragraph) => (
        <Text as="p" key={paragraph} className="mt8">
          {paragraph}
        </Text>
      ))}
      {content.link && (
        <Box className="mt12">
          <Text as="p" className="sec num wrap" style={{ wordBreak: 'break-all' }}>
            {content.link}
          </Text>
          <Box className="mt8">
            <Button kind="outline" wide icon="copy" onPress={() => copy(content.link, words.linkCopied)} testId="copy-link">
              {words.toLink}
            </Button>
          </Box>
        </Box>
      )}
    </Box>
  )
}

function Consultation({ orderId, line, onChange }: Part) {
  const words = useWords().digital
  const { language } = usePreferences()
  const { act } = useAct()
  const book = (slot: Line['free'][number]) =>
    act(async () => {
      const time = formatTime(slot.startsAt, language)
      if (!(await confirm({ title: words.chooseAsk, words: words.chooseAskWords(time), yes: words.bookYes, no: words.bookNo }))) return
      const body = { lineId: line.lineId, slotId: slot.id, confirmed: true as const }
      onChange(await call('PUT /orders/:id/digital/booking', { params: { id: orderId }, body }))
    })
  return (
    <>
      {line.booked && (
        <Box className="pad mt12">
          <Note tone="plain" icon="check" testId="booked">
            {words.booked(formatTime(line.booked.startsAt, language), line.booked.minutes)}
          </Note>
        </Box>
      )}
      {line.content && <Content line={line} />}
      {line.usable && (
        <Box as="section" className="card block flush cells">
          <Box className="pad mt12">
            <Text as="h2" className="b">
              {line.booked ? words.move : words.choose}
            </Text>
            {line.free.length === 0 && (
              <Text as="p" className="sec mt8" testId="no-slots">
                {`${words.noSlots} ${words.noSlotsWords}`}
              </Text>
            )}
          </Box>
          {line.free.map((slot) => (
            <Cell
              key={slot.id}
              icon="clock"
              title={formatTime(slot.startsAt, language)}
              value={words.minutes(slot.minutes)}
              onPress={() => book(slot)}
              testId={`slot-${slot.id}`}
            />
          ))}
        </Box>
      )}
    </>
  )
}

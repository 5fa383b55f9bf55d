import { formatDay } from '../../../../design/dates.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Icon } from '../../parts/icon.tsx'
import { openDocument } from '../../platform/document.ts'
import { usePreferences } from '../../preferences.ts'
import { wordsOf } from '../../refused.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import type { Product } from './index.tsx'

type Lot = NonNullable<Product['lot']>
type Report = NonNullable<Lot['inspection']>

/** From the orchard to one's home: what was done, when and where, each step with its evidence. */
export function Trace({ lot }: { lot: Lot }) {
  const words = useWords().product
  const { language } = usePreferences()
  const inspected = lot.events.some(({ kind }) => kind === 'inspect')
  return (
    <Box as="section" className="section" testId="trace">
      <Box className="row base between">
        <Text as="h2" className="h2">
          {words.trace}
        </Text>
        <Text className="t12 sec">{words.lot(lot.code)}</Text>
      </Box>
      {lot.story && (
        <Text as="p" className="sec mt4">
          {lot.story}
        </Text>
      )}
      <Box as="ol" className="timeline">
        {lot.events.map(({ kind, at, place, note, picture }) => (
          <Box as="li" key={`${kind}${at}`} className="event">
            <Box className="side-line">
              <Box className="mark">
                <Picture src={picture} />
              </Box>
              <Box className="done">
                <Icon name="check" size="s" />
              </Box>
            </Box>
            <Box className="grow">
              <Box className="row base between tight">
                <Text as="h3" className="b">{`${words.kinds[kind]} · ${place}`}</Text>
                <Text className="t12 sec num">{formatDay(at, language)}</Text>
              </Box>
              <Text as="p" className="sec">
                {note}
              </Text>
              {kind === 'inspect' && lot.inspection && <ReportLink report={lot.inspection} />}
            </Box>
          </Box>
        ))}
        <Box as="li" className="event next">
          <Box className="side-line">
            <Box className="mark">
              <Picture src="/pictures/trace-truck.svg" />
            </Box>
            <Box className="done">
              <Icon name="clock" size="s" />
            </Box>
          </Box>
          <Box className="grow">
            <Text as="h3" className="b">
              {words.nextShip}
            </Text>
            <Text as="p" className="sec">
              {words.nextShipWords}
            </Text>
          </Box>
        </Box>
      </Box>
      {!inspected && lot.inspection && <ReportLink report={lot.inspection} />}
      {lot.bestBefore && (
        <Text as="p" className="t12 sec mt12">
          {words.bestBefore(formatDay(lot.bestBefore, language))}
        </Text>
      )}
    </Box>
  )
}

function ReportLink({ report }: { report: Report }) {
  const words = useWords().product
  const { language } = usePreferences()
  const open = () => void openDocument(`/files/${report.fileId}`).catch((error: unknown) => tell(wordsOf(error, language)))
  return (
    <Press className="report" onPress={open} testId="inspection-report">
      <Box className="paper">
        <Picture src="/pictures/report.svg" />
      </Box>
      <Box className="col grow">
        <Text className="b">{words.report(report.pages)}</Text>
        <Text className="t12 sec">{`${report.reportNumber} · ${report.result}`}</Text>
        <Text className="t12 sec">{words.issuedBy(report.agency)}</Text>
      </Box>
      <Icon name="right" size="m" />
    </Press>
  )
}

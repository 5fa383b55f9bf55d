import { useState } from 'react'
import { formatAmount, formatMoney } from '../../../../design/money.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { dayWords, isToday } from '../../money-day.ts'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Row } from '../../parts/list.tsx'
import { Note } from '../../parts/marks.tsx'
import { Failure } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { Preview, Wallet } from './index.tsx'
import type { Previewed } from './use-preview.ts'

/** What the amount comes to: tax, what arrives, in which parts and when, and what the person will have to do. */
export function Comes({ wallet, preview }: { wallet: Wallet; preview: Previewed }) {
  const words = useWords().withdraw
  if (preview.error !== undefined) return <Failure error={preview.error} retry={preview.retry} />
  if (preview.refused !== undefined) return null
  const { data } = preview
  if (!data) {
    return (
      <Box className="card block" role="status" label={words.reckoning}>
        <Box className="bone" style={{ height: '148px' }} />
      </Box>
    )
  }
  return (
    <>
      <Sums preview={data} />
      {data.needsOfficer && (
        <Box className="pad mt12">
          <Note testId="needs-officer">{words.officer[data.needsOfficer]}</Note>
        </Box>
      )}
      <Parts wallet={wallet} preview={data} />
    </>
  )
}

function Sums({ preview }: { preview: Preview }) {
  const words = useWords().withdraw
  const [opened, setOpened] = useState(false)
  return (
    <Box className="card block" testId="preview">
      <Text as="h2" className="h2">
        {words.comesTo}
      </Text>
      <Box className="mt8">
        <Row name={words.gross}>{formatMoney(preview.grossFen)}</Row>
        <Row name={words.tax}>{formatMoney(0 - preview.taxFen)}</Row>
      </Box>
      <Box className="rule mt8 net" testId="net">
        <Row name={words.net} strong>
          {formatMoney(preview.netFen)}
        </Row>
      </Box>
      <Press className="more how" onPress={() => setOpened(true)} testId="how-tax">
        <Text>{words.how}</Text>
        <Icon name="right" size="s" />
      </Press>
      {opened && <TaxSheet preview={preview} onClose={() => setOpened(false)} />}
    </Box>
  )
}

/** The parts with their days, and before anything is asked: that each needs the person's own word. */
function Parts({ wallet, preview }: { wallet: Wallet; preview: Preview }) {
  const words = useWords().withdraw
  const { language } = usePreferences()
  const { parts } = preview
  const { partMaxFen, partsADay, personDayFen } = wallet.limits
  return (
    <Box className="card block" testId="parts">
      <Text as="h2" className="h2">
        {parts.length === 1 ? words.onePart : words.parts(parts.length)}
      </Text>
      {wallet.rail === 'transfer' && parts.length > 1 && (
        <Text as="p" className="t12 sec mt4">
          {words.partLimits(formatMoney(partMaxFen), partsADay, formatMoney(personDayFen))}
        </Text>
      )}
      <Box className="mt12">
        <Note icon={wallet.rail === 'transfer' ? 'wechat' : 'info'} testId="confirm-each">
          {wallet.rail === 'transfer' ? words.confirmEach(parts.length) : words.bySharing}
        </Note>
      </Box>
      <Box as="ol" className="part-list">
        {parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name yet
          <Box as="li" key={at} className="row base between part-line">
            <Text className="grow">
              {`${words.part(at + 1)} · ${isToday(part.issueOn) ? words.today : dayWords(part.issueOn, language)}`}
            </Text>
            <Text className="b num">{formatAmount(part.netFen)}</Text>
          </Box>
        ))}
      </Box>
    </Box>
  )
}

/** How the tax follows from the income of the year, line by line. */
function TaxSheet({ preview, onClose }: { preview: Preview; onClose: () => void }) {
  const words = useWords()
  const { taxSheet } = words.withdraw
  const { tax, taxFen } = preview
  const costs = tax.yearIncomeFen - Math.floor((tax.yearIncomeFen * 4) / 5)
  const foot = (
    <Button wide onPress={onClose} testId="got-it">
      {words.gotIt}
    </Button>
  )
  return (
    <Sheet title={taxSheet.title} onClose={onClose} foot={foot} testId="tax-sheet">
      <Box className="calculation">
        <Row name={taxSheet.income}>{formatAmount(tax.yearIncomeFen)}</Row>
        <Row name={taxSheet.costs}>{formatAmount(0 - costs)}</Row>
        <Row name={taxSheet.allowance(tax.months)}>{formatAmount(tax.months * -500_000)}</Row>
        <Box className="total">
          <Row name={taxSheet.taxable} strong>
            {formatAmount(tax.taxableFen)}
          </Row>
        </Box>
        <Row name={taxSheet.withheld}>{formatAmount(tax.withheldFen)}</Row>
        <Row name={taxSheet.now} strong>
          {formatAmount(taxFen)}
        </Row>
      </Box>
      {taxFen === 0 && (
        <Text as="p" className="mt12">
          {taxSheet.none}
        </Text>
      )}
      <Text as="p" className="sec mt12">
        {taxSheet.words}
      </Text>
      <Text as="p" className="t12 sec mt8">
        {words.tax.law}
      </Text>
    </Sheet>
  )
}

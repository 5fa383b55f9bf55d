import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { beijingDate } from '../../../../design/dates.ts'
import { formatAmount, formatMoney } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Chips } from '../../parts/form.tsx'
import { Head, Row } from '../../parts/list.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { queryOf } from '../../query.ts'
import { useMe } from '../../session.ts'
import { type Dictionary, useWords } from '../../words/words.ts'
import './index.css'

type Statement = Reply<'GET /my/tax-statements/:year'>

const yearOf = (iso: string) => Number(beijingDate(iso).slice(0, 4))

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function TaxPage() {
  const words = useWords().tax
  const me = useMe()
  const thisYear = yearOf(now().toISOString())
  const asked = Number(queryOf(useRouter().params).year)
  const [year, setYear] = useState(asked >= 2020 && asked <= thisYear ? asked : thisYear)
  const statement = useLoad(`tax:${year}`, () => call('GET /my/tax-statements/:year', { params: { year: `${year}` } }))
  const first = me ? Math.max(yearOf(me.joinedAt), 2020) : thisYear
  const years = Array.from({ length: Math.max(1, thisYear - first + 1) }, (_, at) => thisYear - at)
  return (
    <Screen title={words.title} testId="tax">
      <Box className="mt4">
        <Chips
          name={words.year}
          choices={years.map((value) => ({ value: `${value}`, name: words.yearName(value) }))}
          value={`${year}`}
          onChange={(value) => setYear(Number(value))}
          scroll
        />
      </Box>
      <Await from={statement}>
        {(found) =>
          found.months.length > 0 ? <Year statement={found} /> : <Empty picture="earnings" title={words.none} words={words.noneWords} />
        }
      </Await>
      <How />
    </Screen>
  )
}

function Year({ statement }: { statement: Statement }) {
  const words = useWords().tax
  const { year, months, incomeFen, taxFen, netFen } = statement
  return (
    <>
      <Box className="card block" testId="tax-year">
        <Box className="row base between wrap">
          <Text as="h2" className="h2">
            {words.total(year)}
          </Text>
          <Text className="sec">{statement.nameMasked ?? words.nameless}</Text>
        </Box>
        <Box className="mt8">
          <Row name={words.income}>{formatMoney(incomeFen)}</Row>
          <Row name={words.tax}>{formatMoney(0 - taxFen)}</Row>
          <Row name={words.net} strong>
            {formatMoney(netFen)}
          </Row>
        </Box>
        <Box className="mt12">
          <Button kind="quiet" wide icon="copy" onPress={() => copy(textOf(statement, words), words.copied)} testId="copy-tax">
            {words.copy}
          </Button>
        </Box>
      </Box>
      <Head title={words.months} />
      <Box as="ul" className="card block no-top flush" testId="tax-months">
        {months.map(({ month, ...sums }) => (
          <Box as="li" key={month} className="tax-month">
            <Box className="row base between">
              <Text className="b">{words.month(month)}</Text>
              <Text className="t12 sec">{words.transfers(sums.transfers)}</Text>
            </Box>
            <Row name={words.income}>{formatAmount(sums.incomeFen)}</Row>
            <Row name={words.tax}>{formatAmount(0 - sums.taxFen)}</Row>
            <Row name={words.net} strong>
              {formatAmount(sums.netFen)}
            </Row>
          </Box>
        ))}
      </Box>
    </>
  )
}

/** The statement as lines of text, for a message or a file of one's own. */
export function textOf(statement: Statement, words: Dictionary['tax']): string {
  const line = (name: string, { incomeFen, taxFen, netFen }: Pick<Statement, 'incomeFen' | 'taxFen' | 'netFen'>) =>
    words.textLine(name, formatMoney(incomeFen), formatMoney(taxFen), formatMoney(netFen))
  return [
    words.text(statement.year, statement.nameMasked ?? words.nameless),
    ...statement.months.map((month) => line(words.month(month.month), month)),
    line(words.total(statement.year), statement),
    words.law,
  ].join('\n')
}

function How() {
  const words = useWords().tax
  return (
    <>
      <Head title={words.how} />
      <Box className="card block no-top">
        {words.hows.map((sentence) => (
          <Text as="p" key={sentence} className="how-line">
            {sentence}
          </Text>
        ))}
        <Text as="p" className="t12 sec mt8">
          {words.law}
        </Text>
      </Box>
    </>
  )
}

import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, keepFile, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad, useLoadList } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Chips } from '../../parts/form.tsx'
import { Row } from '../../parts/list.tsx'
import { OwnersOnly } from '../../parts/owners-only.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, AwaitList, Empty } from '../../parts/states.tsx'
import { tableFormats } from '../../platform/download.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

type Months = Reply<'GET /my/shop/statements'>['items']

/** What the shop earned, month by month and line by line, as the books have it. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Statements() {
  const words = useWords().statements
  const months = useLoad('statements', () => call('GET /my/shop/statements'))
  return (
    <OwnersOnly title={words.title}>
      <Screen title={words.title} testId="statements">
        <Await from={months}>
          {({ items }) =>
            items.length === 0 ? <Empty picture="orders" title={words.empty} words={words.emptyWords} /> : <Month months={items} />
          }
        </Await>
      </Screen>
    </OwnersOnly>
  )
}

function Month({ months }: { months: Months }) {
  const words = useWords().statements
  const [chosen, setChosen] = useState(months[0]?.month ?? '')
  const month = months.find((one) => one.month === chosen)
  return (
    <>
      <Box className="mt8">
        <Chips
          name={words.title}
          choices={months.map((one) => ({ value: one.month, name: one.month }))}
          value={chosen}
          onChange={setChosen}
          scroll
        />
      </Box>
      {month && (
        <Box className="card block">
          <Row name={words.earned}>{formatMoney(month.earnedFen)}</Row>
          <Row name={words.takenBack}>{formatMoney(-month.takenBackFen)}</Row>
          <Row name={words.paid}>{formatMoney(-month.paidFen)}</Row>
          <Row name={words.closing} strong>
            {formatMoney(month.closingFen)}
          </Row>
        </Box>
      )}
      {month && <Keep month={chosen} />}
      <Lines month={chosen} />
      <Text as="p" className="smallprint">
        {words.note}
      </Text>
    </>
  )
}

/** The month as a table, for one's own books or the tax office. */
function Keep({ month }: { month: string }) {
  const words = useWords().statements
  const { busy, act } = useAct()
  return (
    <Box className="pad mt12 row tight wrap">
      {tableFormats.map((format) => (
        <Button
          key={format}
          kind="outline"
          small
          busy={busy}
          onPress={() => act(() => keepFile(`/my/shop/statements/${month}/file?format=${format}`, `lianka-${month}.${format}`))}
          testId={`keep-${format}`}
        >
          {words.keep[format]}
        </Button>
      ))}
    </Box>
  )
}

function Lines({ month }: { month: string }) {
  const words = useWords().statements
  const { language } = usePreferences()
  const list = useLoadList(`statement:${month}`, (after) =>
    call('GET /my/shop/statements/:month', { params: { month }, query: after ? { after } : {} }),
  )
  return (
    <AwaitList from={list} empty={<Empty picture="orders" title={words.empty} words={words.emptyWords} />}>
      {(lines) =>
        lines.map((line) => (
          <Box key={line.id} className="card block row between" testId={`line-${line.id}`}>
            <Box className="col grow">
              <Text className="b two-lines">{line.title || words.kinds[line.what]}</Text>
              <Text className="t12 sec">{line.title ? `${line.skuName} × ${line.quantity}` : ''}</Text>
              <Text className="t12 sec num">{formatTime(line.at, language)}</Text>
              {line.orderNumber && <Text className="t12 sec num">{line.orderNumber}</Text>}
            </Box>
            <Text className="num b">{formatMoney(line.amountFen as Parameters<typeof formatMoney>[0])}</Text>
          </Box>
        ))
      }
    </AwaitList>
  )
}

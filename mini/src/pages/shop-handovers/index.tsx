import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Cell, Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { OwnersOnly } from '../../parts/owners-only.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { scanCode } from '../../platform/scan.ts'
import { usePreferences } from '../../preferences.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type Task = Reply<'GET /my/shop/handovers'>['items'][number]

/** At the counter: the buyer's code in, the goods out. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function ShopHandovers() {
  return (
    <OwnersOnly title={useWords().delivery.shopTitle}>
      <Counter />
    </OwnersOnly>
  )
}

function Counter() {
  const words = useWords().delivery
  const tasks = useLoad('handovers', async () => (await call('GET /my/shop/handovers')).items)
  return (
    <Screen title={words.shopTitle} testId="shop-handovers">
      <CodeEntry onDone={tasks.reload} />
      <Box className="card block flush cells">
        <Cell icon="gear" title={words.settings} to={paths.shopPlace} testId="to-shop-place" />
      </Box>
      <Await from={tasks}>
        {(items) => {
          const open = items.filter(({ redeemedAt }) => redeemedAt === null)
          const done = items.filter(({ redeemedAt }) => redeemedAt !== null)
          return (
            <>
              {open.length === 0 && <Empty picture="orders" title={words.none} words={words.noneWords} />}
              {open.length > 0 && <Head title={words.tasks} />}
              {open.map((task) => (
                <TaskCard key={task.orderId} task={task} onChange={tasks.reload} />
              ))}
              {done.length > 0 && <Head title={words.done} />}
              {done.map((task) => (
                <TaskCard key={task.orderId} task={task} onChange={tasks.reload} />
              ))}
            </>
          )
        }}
      </Await>
    </Screen>
  )
}

function CodeEntry({ onDone }: { onDone: () => void }) {
  const words = useWords().delivery
  const [code, setCode] = useState('')
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const digits = code.replace(/\s/g, '')
  const good = /^\d{8}$/.test(digits)
  const redeem = (read: string) =>
    act(async () => {
      const { orderNumber } = await call('POST /my/shop/handovers', { body: { code: read } })
      tell(words.handed(orderNumber))
      setCode('')
      setPressed(false)
      onDone()
    })
  const scan = async () => {
    const read = (await scanCode?.())?.trim()
    if (read && /^\d{8}$/.test(read)) redeem(read)
    else if (read) tell(words.enterWrong)
  }
  return (
    <Box className="card block">
      <Field
        name={words.enter}
        kind="code"
        value={code}
        onInput={setCode}
        maxLength={9}
        hint={words.enterHint}
        wrong={pressed && !good ? words.enterWrong : undefined}
        testId="pickup-code"
      />
      <Box className={scanCode ? 'pair' : ''}>
        {scanCode && (
          <Button kind="quiet" icon="scan" onPress={() => void scan()} testId="scan">
            {words.scan}
          </Button>
        )}
        <Button
          wide={!scanCode}
          busy={busy}
          onPress={() => {
            setPressed(true)
            if (good) redeem(digits)
          }}
          testId="hand-over"
        >
          {words.handOver}
        </Button>
      </Box>
    </Box>
  )
}

function TaskCard({ task, onChange }: { task: Task; onChange: () => void }) {
  const words = useWords().delivery
  const { language } = usePreferences()
  const { busy, act } = useAct()
  const depart = () =>
    act(async () => {
      await call('POST /my/shop/handovers/:orderId/departure', { params: { orderId: task.orderId } })
      tell(words.departed)
      onChange()
    })
  const open = task.redeemedAt === null
  return (
    <Box className="card block" testId={`handover-${task.orderId}`}>
      <Box className="row between">
        <Text className="b">{`${task.receiver.name} ${task.receiver.phone}`}</Text>
        <Tag tone={open ? 'amber' : 'jade'}>{words.ways[task.way]}</Tag>
      </Box>
      {task.receiver.detail && (
        <Text as="p" className="sec">
          {task.receiver.detail}
          {task.distanceMetres !== null && ` · ${words.distance((task.distanceMetres / 1000).toFixed(1))}`}
        </Text>
      )}
      {task.lines.map((line) => (
        <GoodsLine key={`${line.title} ${line.skuName}`} {...line} />
      ))}
      {task.note && (
        <Text as="p" className="mt8">
          {task.note}
        </Text>
      )}
      <Box className="row between mt12">
        <Text className="t12 sec num long">
          {task.redeemedAt ? words.used(formatTime(task.redeemedAt, language)) : formatTime(task.paidAt, language)}
        </Text>
        {open && task.way === 'local' && !task.leftAt && (
          <Button kind="outline" small icon="truck" busy={busy} onPress={depart} testId={`depart-${task.orderId}`}>
            {words.depart}
          </Button>
        )}
        {open && task.leftAt && <Text className="t12 jade">{words.left(formatTime(task.leftAt, language))}</Text>}
        {open && task.way === 'pickup' && <Text className="t12 sec">{words.waitsForBuyer}</Text>}
      </Box>
    </Box>
  )
}

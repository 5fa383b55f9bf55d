import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { call, type Reply } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useConfirm } from '../../parts/confirm.ts'
import { Mark } from '../../parts/mark.tsx'
import { Nothing } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { count, percent } from './spoken.ts'

type Experiment = Reply<'GET /console/suggestions'>['experiments'][number]
type Figures = Experiment['figures'][number]

/** Below this many shows a difference is chance rather than taste. */
const enoughShown = 200

/** Another way of suggesting beside the usual one, shown to a part of the customers. */
export function Experiments({ experiments, onDone }: { experiments: readonly Experiment[]; onDone: () => void }) {
  const { suggestions: words } = useWords()
  const { role } = useMe()
  const [open, setOpen] = useState(false)
  const mayStart = may(role, 'POST /console/suggestions/experiments')
  const isRunning = experiments.some(({ endedAt }) => endedAt === null)
  return (
    <section className="panel pad" aria-label={words.experiments}>
      <header className="panel-head">
        <h2>{words.experiments}</h2>
        <small>{words.experimentsNote}</small>
        {mayStart && !isRunning && (
          <Button type="primary" onClick={() => setOpen(true)} data-testid="start-experiment">
            {words.start}
          </Button>
        )}
      </header>
      {experiments.length === 0 ? (
        <Nothing title={words.noExperiments} words={words.noExperimentsWords} />
      ) : (
        experiments.map((experiment) => <OneExperiment key={experiment.id} experiment={experiment} mayEnd={mayStart} onDone={onDone} />)
      )}
      <StartDialog open={open} onClose={() => setOpen(false)} onDone={onDone} />
    </section>
  )
}

type OneProps = { experiment: Experiment; mayEnd: boolean; onDone: () => void }

function OneExperiment({ experiment, mayEnd, onDone }: OneProps) {
  const { suggestions: words } = useWords()
  const { time } = useTimes()
  const { act, busy } = useAct()
  const confirm = useConfirm()
  const { id, name, startedAt, endedAt, sharePercent, figures } = experiment
  const end = async () => {
    if (!(await confirm({ title: words.endAsk(name), words: words.endWords, go: words.end }))) return
    if (await act(() => call('POST /console/suggestions/experiments/:id/end', { params: { id }, body: {} }), words.ended)) onDone()
  }
  return (
    <article className="experiment" data-testid={`experiment-${id}`}>
      <header>
        <h3>{name}</h3>
        <Mark tone={endedAt === null ? 'good' : 'calm'}>{endedAt === null ? words.running : words.ended}</Mark>
        <small className="quiet">
          {time(startedAt)}
          {endedAt && ` – ${time(endedAt)}`} · {sharePercent}%
        </small>
        {mayEnd && endedAt === null && (
          <Button size="small" loading={busy} onClick={() => void end()} data-testid="end-experiment">
            {words.end}
          </Button>
        )}
      </header>
      <table className="experiment-figures">
        <thead>
          <tr>
            <th scope="col">{words.variant}</th>
            <th scope="col">{words.shown}</th>
            <th scope="col">{words.clicked}</th>
            <th scope="col">{words.clickRate}</th>
            <th scope="col" title={words.betterNote}>
              {words.better}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <Row key={figure.variant} figure={figure} />
          ))}
        </tbody>
      </table>
    </article>
  )
}

function Row({ figure: { variant, shown, clicked, clickRate, betterChance } }: { figure: Figures }) {
  const { suggestions: words } = useWords()
  const isKnown = shown >= enoughShown && betterChance !== null
  return (
    <tr>
      <th scope="row">{words.variants[variant]}</th>
      <td>{count(shown)}</td>
      <td>{count(clicked)}</td>
      <td>
        {shown === 0 ? '—' : percent(clickRate.value, 1)}
        {shown > 0 && <small className="quiet"> {words.within(percent(clickRate.low, 1), percent(clickRate.high, 1))}</small>}
      </td>
      <td>{variant === 'usual' ? '' : isKnown ? percent(betterChance) : words.tooFew}</td>
    </tr>
  )
}

type Filled = { name: string; variant: Exclude<Figures['variant'], 'usual'>; sharePercent: number }

function StartDialog({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: () => void }) {
  const { suggestions: words, ...all } = useWords()
  const [form] = Form.useForm<Filled>()
  const { act, busy } = useAct()
  const intention = useIntention()
  const start = async (body: Filled) => {
    if (!(await act(() => call('POST /console/suggestions/experiments', { body, intention }), words.started))) return
    onDone()
    onClose()
  }
  const choices = (['more_trials', 'no_trials', 'without_neighbours'] as const).map((value) => ({ value, label: words.variants[value] }))
  return (
    <Modal
      open={open}
      title={words.start}
      okText={words.start}
      cancelText={all.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'experiment-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        initialValues={{ variant: 'more_trials', sharePercent: 20 }}
        onFinish={(filled) => void start(filled)}
      >
        <Form.Item name="name" label={words.name} rules={[{ required: true, min: 2, message: all.required(words.name) }]}>
          <Input maxLength={40} placeholder={words.nameHint} data-testid="experiment-name" />
        </Form.Item>
        <div className="fields-2">
          <Form.Item name="variant" label={words.variant}>
            <Select options={choices} />
          </Form.Item>
          <Form.Item name="sharePercent" label={words.share} rules={[{ required: true, message: all.required(words.share) }]}>
            <InputNumber min={1} max={50} precision={0} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}

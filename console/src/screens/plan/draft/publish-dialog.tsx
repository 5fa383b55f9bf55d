import { Form, Input, Modal } from 'antd'
import { useNavigate } from 'react-router'
import { call } from '../../../api.ts'
import { useIntention } from '../../../intention.ts'
import { useSpeech, useTimes, useWords } from '../../../language.tsx'
import { useAct } from '../../../parts/act.ts'
import { DayPicker } from '../../../parts/day-picker.tsx'
import { changesOf } from '../term-values.ts'
import type { DraftActionsProps } from './draft-actions.tsx'
import { firstDayFrom, midnightOf } from './written.ts'

type Filled = { day: string; reasons?: Record<string, string>; typed: string }
type PublishDialogProps = DraftActionsProps & { onClose: () => void }

/** The last look before everybody is told: what changes, from when, and a signed reason for each warning. */
export function PublishDialog({ editing: { stored }, version, findings, newest, onLeave, onClose }: PublishDialogProps) {
  const { planDrafts, plan, ...words } = useWords()
  const { act, busy } = useAct()
  const intention = useIntention()
  const navigate = useNavigate()
  const [form] = Form.useForm<Filled>()
  const warnings = findings.filter(({ level }) => level === 'warn')
  const publish = async ({ day, reasons = {} }: Filled) => {
    const signedWarnings = warnings.map(({ question }) => ({ question, reason: reasons[question]?.trim() ?? '' }))
    const body = { revision: stored.revision, effectiveAt: midnightOf(day), signedWarnings }
    const request = { params: { id: stored.id }, body, intention }
    if (!(await act(() => call('POST /console/plan-drafts/:id/publication', request), planDrafts.published))) return
    onLeave()
    await navigate('/plan')
  }
  const first = firstDayFrom(stored.earliest)
  return (
    <Modal
      open
      width={640}
      title={planDrafts.publishTitle(version)}
      okText={planDrafts.go}
      cancelText={words.cancel}
      okButtonProps={{ danger: true, loading: busy, 'data-testid': 'publish-go' }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="quiet">{planDrafts.publishWords}</p>
      <h3>{planDrafts.changes}</h3>
      <ul className="changes publish-changes" data-testid="publish-changes">
        {changesOf(stored.terms, newest.plan, plan).map(({ term, from, to }) => (
          <li key={term}>
            {plan.terms[term]} <del>{from}</del> <ins>{to}</ins>
          </li>
        ))}
      </ul>
      <h3>{planDrafts.announcement}</h3>
      <blockquote className="note publish-announcement">{stored.announcement}</blockquote>
      <Form form={form} layout="vertical" initialValues={{ day: first }} onFinish={(filled) => void publish(filled)}>
        <Day first={first} />
        {warnings.map((finding) => (
          <Reason key={finding.question} finding={finding} />
        ))}
        <Typed text={planDrafts.confirmText(version)} />
      </Form>
    </Modal>
  )
}

function Day({ first }: { first: string }) {
  const { planDrafts, ...words } = useWords()
  const { day } = useTimes()
  return (
    <Form.Item
      name="day"
      label={planDrafts.effectiveDay}
      extra={planDrafts.earliest(day(midnightOf(first)))}
      rules={[{ required: true, message: words.required(planDrafts.effectiveDay) }]}
    >
      <DayPicker label={planDrafts.effectiveDay} earliest={first} />
    </Form.Item>
  )
}

/** No reason is proposed: whoever signs has to find the words. */
function Reason({ finding: { question, invariant, why } }: { finding: DraftActionsProps['findings'][number] }) {
  const { language, words } = useSpeech()
  const { planDrafts } = words
  return (
    <Form.Item
      name={['reasons', question]}
      label={`${invariant} ${planDrafts.sign(why[language])}`}
      rules={[{ required: true, whitespace: true, min: 4, message: planDrafts.reasonHint }]}
    >
      <Input.TextArea rows={2} maxLength={500} placeholder={planDrafts.reasonHint} data-testid={`sign-${question}`} />
    </Form.Item>
  )
}

function Typed({ text }: { text: string }) {
  const { planDrafts } = useWords()
  return (
    <Form.Item
      name="typed"
      label={planDrafts.typeToConfirm(text)}
      rules={[
        {
          validator: (_, typed?: string) =>
            typed?.trim() === text ? Promise.resolve() : Promise.reject(new Error(planDrafts.confirmWrong)),
        },
      ]}
    >
      <Input autoComplete="off" data-testid="publish-typed" />
    </Form.Item>
  )
}

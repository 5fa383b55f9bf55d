import { Button, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { BeijingPicker } from './editor/beijing-picker.tsx'
import type { Product } from './product.ts'

/** What who paid is shown; of a consultation, the times its supplier offers. */
export function DigitalFacts({ product, digital }: { product: Product; digital: NonNullable<Product['digital']> }) {
  const { digital: words } = useWords()
  const mine = may(useMe().role, 'POST /console/products')
  return (
    <>
      <h3 className="drawer-head">{words.kinds[product.kind]}</h3>
      <ol>
        {digital.outline.map((head) => (
          <li key={head}>{head}</li>
        ))}
      </ol>
      <p className="drawer-description">{digital.text}</p>
      {digital.link && (
        <a href={digital.link} target="_blank" rel="noreferrer">
          {digital.link}
        </a>
      )}
      {product.kind === 'consultation' && mine && <Slots id={product.id} />}
    </>
  )
}

function Slots({ id }: { id: Product['id'] }) {
  const { digital: words } = useWords()
  const { time } = useTimes()
  const { busy, act } = useAct()
  const intention = useIntention()
  const [startsAt, setStartsAt] = useState<string | null>(null)
  const [minutes, setMinutes] = useState(40)
  const asked = useAsked(`slots ${id}`, () => call('GET /console/products/:id/slots', { params: { id } }))
  const add = () =>
    act(async () => {
      if (!startsAt) return
      await call('POST /console/products/:id/slots', { params: { id }, body: { startsAt, minutes }, intention })
      intention.fulfilled()
      setStartsAt(null)
      asked.again()
    })
  const drop = (slotId: string) =>
    act(async () => {
      await call('DELETE /console/slots/:id', { params: { id: slotId as never } })
      asked.again()
    })
  const lengths = [20, 30, 40, 60, 90].map((value) => ({ value, label: words.minutes(value) }))
  return (
    <>
      <h3 className="drawer-head">{words.slots}</h3>
      {asked.error !== undefined && <Failed error={asked.error} retry={asked.again} />}
      {!asked.data && asked.error === undefined && <WaitingRows rows={3} />}
      {asked.data?.items.length === 0 && <p className="quiet">{words.noSlots}</p>}
      <table className="plain-table" data-testid="slots">
        <tbody>
          {asked.data?.items.map((slot) => (
            <tr key={slot.id}>
              <td>{time(slot.startsAt)}</td>
              <td>{words.minutes(slot.minutes)}</td>
              <td>{slot.booked ? words.bookedBy(slot.buyer ?? '', slot.orderNumber ?? '') : words.free}</td>
              <td className="right">
                {!slot.booked && (
                  <Button size="small" disabled={busy} onClick={() => drop(slot.id)}>
                    {words.drop}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="fields-3">
        <BeijingPicker label={words.when} value={startsAt} onChange={setStartsAt} withTime />
        <Select value={minutes} options={lengths} onChange={setMinutes} aria-label={words.minutes(minutes)} />
        <Button type="primary" disabled={!startsAt} loading={busy} onClick={add} data-testid="add-slot">
          {words.add}
        </Button>
      </div>
    </>
  )
}

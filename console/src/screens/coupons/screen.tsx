import { PlusOutlined } from '@ant-design/icons'
import { formatMoney, formatRate } from '@lianka/design/money'
import { Button, Progress, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useConfirm } from '../../parts/confirm.ts'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { Nothing } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { type CouponRow, stateOf, toneOf } from './coupon.ts'
import { CouponDialog } from './coupon-dialog.tsx'

/** What does the platform give away, and what did it cost so far? */
export function CouponsScreen() {
  const { coupons } = useWords()
  const { role } = useMe()
  const [asked, setAsked] = useState(false)
  const list = usePaged<CouponRow>('platform coupons', (after) => call('GET /console/coupons', { query: { ...(after && { after }) } }))
  const mayOffer = may(role, 'POST /console/coupons')
  const columns = useColumns(mayOffer, list.again)
  const add = mayOffer && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked(true)} data-testid="add-coupon">
      {coupons.add}
    </Button>
  )
  return (
    <Page name={coupons.title} title={coupons.title} note={coupons.note} actions={add}>
      <section className="panel">
        <Rows
          list={list}
          label={coupons.title}
          columns={columns}
          width={980}
          nothing={<Nothing title={coupons.emptyTitle} words={coupons.emptyWords} />}
        />
      </section>
      <CouponDialog open={asked} onClose={() => setAsked(false)} onDone={list.again} />
    </Page>
  )
}

/** 满 ¥99.00 减 ¥10.00 */
function useTerms() {
  const { coupons } = useWords()
  return ({ fromFen, reduction }: Pick<CouponRow, 'fromFen' | 'reduction'>) => {
    const from = formatMoney(fromFen)
    if ('offFen' in reduction) {
      const off = formatMoney(reduction.offFen)
      return fromFen > 0 ? coupons.amountOff(from, off) : coupons.anyOff(off)
    }
    const [percent, most] = [formatRate(reduction.rate), formatMoney(reduction.atMostFen)]
    return fromFen > 0 ? coupons.rateOff(from, percent, most) : coupons.anyRate(percent, most)
  }
}

function useColumns(mayStop: boolean, again: () => void): TableColumnsType<CouponRow> {
  const { coupons, state, actions } = useWords()
  const { time } = useTimes()
  const terms = useTerms()
  return [
    {
      title: coupons.name,
      render: (_, { name, validDays, perPerson }) => (
        <div className="cell-two">
          <b>{name}</b>
          <small>{`${coupons.each(perPerson)} · ${coupons.validFor(validDays)}`}</small>
        </div>
      ),
    },
    { title: coupons.terms, width: 190, render: (_, row) => terms(row) },
    {
      title: coupons.claimed,
      width: 130,
      render: (_, { claimed, budget }) => (
        <div className="cell-two">
          <b className="money">{coupons.claimedOf(claimed, budget)}</b>
          <Progress percent={Math.floor((claimed / budget) * 100)} size="small" showInfo={false} aria-label={coupons.claimed} />
        </div>
      ),
    },
    {
      title: coupons.cost,
      width: 130,
      align: 'right',
      render: (_, { costFen, redeemed }) => (
        <div className="cell-two">
          <Money fen={costFen} strong />
          <small>{`${coupons.redeemed} ${coupons.times(redeemed)}`}</small>
        </div>
      ),
    },
    {
      title: coupons.claimable,
      width: 160,
      className: 'nowrap',
      render: (_, { claimFrom, claimUntil }) => (
        <div className="cell-two">
          <span>{time(claimFrom)}</span>
          <small>{`→ ${time(claimUntil)}`}</small>
        </div>
      ),
    },
    {
      title: state,
      width: 100,
      render: (_, row) => {
        const is = stateOf(row, now())
        return <Mark tone={toneOf[is]}>{coupons.states[is]}</Mark>
      },
    },
    ...(mayStop ? [{ title: actions, width: 90, render: (_: unknown, row: CouponRow) => <Stop coupon={row} onDone={again} /> }] : []),
  ]
}

function Stop({ coupon, onDone }: { coupon: CouponRow; onDone: () => void }) {
  const { coupons } = useWords()
  const { act, busy } = useAct()
  const confirm = useConfirm()
  const is = stateOf(coupon, now())
  if (is === 'stopped' || is === 'over') return null
  const stop = async () => {
    if (!(await confirm({ title: coupons.stopAsk(coupon.name), words: coupons.stopWords, go: coupons.stop, danger: true }))) return
    if (await act(() => call('POST /console/coupons/:id/stop', { params: { id: coupon.id } }), coupons.stopped)) onDone()
  }
  return (
    <Button
      size="small"
      danger
      loading={busy}
      onClick={() => void stop()}
      aria-label={`${coupons.stop} ${coupon.name}`}
      data-testid={`stop-${coupon.id}`}
    >
      {coupons.stop}
    </Button>
  )
}

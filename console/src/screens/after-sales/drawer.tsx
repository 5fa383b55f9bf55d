import { useTimes, useWords } from '../../language.tsx'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { BigMoney, Money } from '../../parts/money.tsx'
import { Picture } from '../../parts/picture.tsx'
import { useMe } from '../../session.tsx'
import { AfterSaleActions, hasActions } from './actions.tsx'
import { type AfterSale, toneOf } from './after-sale.ts'

type Changed = Partial<AfterSale> & { id: string }
type AfterSaleDrawerProps = { afterSale: AfterSale | undefined; onClose: () => void; onChange: (changed: Changed) => void }

export function AfterSaleDrawer({ afterSale, onClose, onChange }: AfterSaleDrawerProps) {
  const words = useWords()
  const { role } = useMe()
  return (
    <DetailDrawer
      open={afterSale !== undefined}
      title={afterSale && `${words.afterSaleKinds[afterSale.kind]}，${afterSale.buyerNickname}`}
      onClose={onClose}
      footer={afterSale && hasActions(role, afterSale) && <AfterSaleActions afterSale={afterSale} onChange={onChange} />}
    >
      {afterSale && (
        <>
          <AfterSaleFacts afterSale={afterSale} />
          <Evidence afterSale={afterSale} />
          <Parcels afterSale={afterSale} />
          <History afterSale={afterSale} />
        </>
      )}
    </DetailDrawer>
  )
}

function AfterSaleFacts({ afterSale }: { afterSale: AfterSale }) {
  const words = useWords()
  const { time } = useTimes()
  const { afterSales: all, arbitration } = words
  return (
    <>
      <div className="drawer-lead">
        <Picture path={afterSale.picture} size={64} />
        <div className="cell-two">
          <b>{afterSale.title}</b>
          <small>{afterSale.skuName}</small>
          <small className="code">{afterSale.orderNumber}</small>
        </div>
        {afterSale.kind !== 'exchange' && <BigMoney fen={afterSale.amountFen} />}
      </div>
      {afterSale.words && (
        <figure className="quote">
          <figcaption>{all.words}</figcaption>
          <blockquote>{afterSale.words}</blockquote>
        </figure>
      )}
      <Facts
        items={[
          [
            words.state,
            <Mark key="state" tone={toneOf[afterSale.state]}>
              {words.afterSaleStates[afterSale.state]}
            </Mark>,
          ],
          [all.reason, words.reasons[afterSale.reason]],
          [arbitration.rightMark, afterSale.rightful && arbitration.right],
          [arbitration.pieces, afterSale.quantity],
          [all.postage, afterSale.postageFen > 0 && <Money key="postage" fen={afterSale.postageFen} />],
          [all.requestedAt, time(afterSale.requestedAt)],
          [all.answerBy, afterSale.state === 'requested' && time(afterSale.answerBy)],
          [all.decidedAt, afterSale.decidedAt && time(afterSale.decidedAt)],
          [all.decision, afterSale.decisionWords],
          [all.bearer, afterSale.bearer && words.bearers[afterSale.bearer]],
          [arbitration.returnToIs, afterSale.returnTo],
          [all.refundedAt, afterSale.refundedAt && time(afterSale.refundedAt)],
        ]}
      />
    </>
  )
}

/** What each side has shown; a picture opens in full beside the console. */
function Evidence({ afterSale: { evidence } }: { afterSale: AfterSale }) {
  const { arbitration } = useWords()
  const sides = (['buyer', 'supplier', 'platform'] as const).filter((side) => evidence.some((one) => one.side === side))
  return sides.map((side) => (
    <figure key={side} className="quote">
      <figcaption>{arbitration.ofSide[side]}</figcaption>
      <div className="pictures" data-testid={`evidence-${side}`}>
        {evidence
          .filter((one) => one.side === side)
          .map(({ path }, at) => (
            <a key={path} href={path} target="_blank" rel="noreferrer" aria-label={`${arbitration.evidence} ${at + 1}`}>
              <Picture path={path} size={96} />
            </a>
          ))}
      </div>
    </figure>
  ))
}

function Parcels({ afterSale: { parcels } }: { afterSale: AfterSale }) {
  const words = useWords()
  const { time } = useTimes()
  const couriers: Record<string, string> = words.couriers
  return parcels.map(({ direction, courier, trackingNumber, deliveredAt, tracks }) => (
    <section key={direction} className="quote" data-testid={`parcel-${direction}`}>
      <b>{words.arbitration.parcels[direction]}</b> <span className="code">{`${couriers[courier] ?? courier} ${trackingNumber}`}</span>
      <p className="quiet">
        {deliveredAt
          ? `${words.arbitration.delivered} ${time(deliveredAt)}`
          : tracks[0]
            ? `${tracks[0].text} ${time(tracks[0].at)}`
            : words.arbitration.noTracks}
      </p>
    </section>
  ))
}

function History({ afterSale: { history } }: { afterSale: AfterSale }) {
  const words = useWords()
  const { time } = useTimes()
  return (
    <section data-testid="after-sale-history">
      <h3>{words.arbitration.history}</h3>
      <dl className="facts">
        {history.map(({ at, to, side, words: said }) => (
          <div key={`${at} ${to}`}>
            <dt>{time(at)}</dt>
            <dd className="cell-two">
              <span>{`${words.arbitration.sides[side]}：${words.afterSaleStates[to]}`}</span>
              {said && <small>{said}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

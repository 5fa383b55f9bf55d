import { useTimes, useWords } from '../../language.tsx'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { BigMoney, Money } from '../../parts/money.tsx'
import { Picture } from '../../parts/picture.tsx'
import { AfterSaleActions } from './actions.tsx'
import { type AfterSale, toneOf } from './after-sale.ts'

type Changed = Partial<AfterSale> & { id: string }
type AfterSaleDrawerProps = { afterSale: AfterSale | undefined; onClose: () => void; onChange: (changed: Changed) => void }

export function AfterSaleDrawer({ afterSale, onClose, onChange }: AfterSaleDrawerProps) {
  const words = useWords()
  return (
    <DetailDrawer
      open={afterSale !== undefined}
      title={afterSale && `${words.afterSaleKinds[afterSale.kind]}，${afterSale.buyerNickname}`}
      onClose={onClose}
      footer={afterSale && <AfterSaleActions afterSale={afterSale} onChange={onChange} />}
    >
      {afterSale && <AfterSaleFacts afterSale={afterSale} />}
    </DetailDrawer>
  )
}

function AfterSaleFacts({ afterSale }: { afterSale: AfterSale }) {
  const words = useWords()
  const { time } = useTimes()
  const all = words.afterSales
  return (
    <>
      <div className="drawer-lead">
        <Picture path={afterSale.picture} size={64} />
        <div className="cell-two">
          <b>{afterSale.title}</b>
          <small>{afterSale.skuName}</small>
          <small className="code">{afterSale.orderNumber}</small>
        </div>
        <BigMoney fen={afterSale.amountFen} />
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
          [all.postage, afterSale.postageFen > 0 && <Money key="postage" fen={afterSale.postageFen} />],
          [all.requestedAt, time(afterSale.requestedAt)],
          [all.answerBy, afterSale.state === 'requested' && time(afterSale.answerBy)],
          [all.decidedAt, afterSale.decidedAt && time(afterSale.decidedAt)],
          [all.decision, afterSale.decisionWords],
          [all.bearer, afterSale.bearer && words.bearers[afterSale.bearer]],
          [
            all.returnTracking,
            afterSale.returnTracking && (
              <span key="tracking" className="code">
                {spokenTracking(afterSale.returnTracking, words.couriers)}
              </span>
            ),
          ],
          [all.refundedAt, afterSale.refundedAt && time(afterSale.refundedAt)],
        ]}
      />
    </>
  )
}

/** The server keeps a return's courier and number in one line, such as `zhongtong 7581…`; only the courier has a name to say. */
const spokenTracking = (tracking: string, couriers: Record<string, string>) =>
  tracking.replace(/^\S+/, (courier) => couriers[courier] ?? courier)

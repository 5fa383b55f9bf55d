import { formatMoney } from '@lianka/design/money'
import { useWords } from '../../language.tsx'
import type { Plan } from './published.ts'

export function Designated({ plan, names }: { plan: Plan; names: Record<string, string> }) {
  const { plan: words } = useWords()
  return (
    <section className="panel pad">
      <header className="panel-head">
        <h2>{words.designatedTitle}</h2>
        <small>{words.goods(plan.designated.length)}</small>
      </header>
      {plan.designated.length === 0 && <p className="quiet">{words.noDesignated}</p>}
      <ul className="line-list" data-testid="designated">
        {plan.designated.map(({ productId, qualifyingFloorFen }) => (
          <li key={productId}>
            <div className="cell-two">
              <b>{names[productId] ?? productId}</b>
              <small>{words.floor(formatMoney(qualifyingFloorFen))}</small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

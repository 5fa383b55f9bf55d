import { useTimes, useWords } from '../../language.tsx'
import { Facts } from '../../parts/facts.tsx'
import type { Product } from './product.ts'

/** Where a lot comes from, step by step. */
export function Trace({ lot }: { lot: NonNullable<Product['lot']> }) {
  const words = useWords()
  const { day, time } = useTimes()
  const { products } = words
  return (
    <>
      <Facts
        items={[
          [
            words.editor.lotCode,
            <span key="code" className="code">
              {lot.code}
            </span>,
          ],
          [products.origin, lot.origin],
          [products.producer, lot.producer],
          [products.bestBefore, lot.bestBefore && day(lot.bestBefore)],
        ]}
      />
      <ol className="trace">
        {lot.events.map((event) => (
          <li key={`${event.kind} ${event.at}`}>
            <time>{time(event.at)}</time>
            <div className="cell-two">
              <b>{`${words.traceKinds[event.kind]}，${event.place}`}</b>
              <small>{event.note}</small>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}

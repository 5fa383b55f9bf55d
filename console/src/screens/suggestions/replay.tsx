import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { call, type Reply } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { count, percent } from './spoken.ts'

type Replayed = Reply<'GET /console/suggestions/replay'>

/** Below this many guesses the figures say nothing. */
const enoughCases = 30

/** What a change would do, judged by the shops' own visits. */
export function Replay({ days }: { days: number }) {
  const { suggestions: words } = useWords()
  const [replayed, setReplayed] = useState<Replayed>()
  const { act, busy } = useAct()
  // biome-ignore lint/correctness/useExhaustiveDependencies: figures of other days are not shown under these
  useEffect(() => setReplayed(undefined), [days])
  const run = () => act(async () => setReplayed(await call('GET /console/suggestions/replay', { query: { days: Math.max(2, days) } })))
  return (
    <section className="panel pad" aria-label={words.replay}>
      <header className="panel-head">
        <h2>{words.replay}</h2>
        <small>{replayed ? words.replayOf(count(replayed.sessions), count(replayed.cases)) : words.replayNote}</small>
        <Button onClick={() => void run()} loading={busy} data-testid="run-replay">
          {words.runReplay}
        </Button>
      </header>
      {replayed && (replayed.cases < enoughCases ? <p className="quiet">{words.replayFew}</p> : <Ways ways={replayed.ways} />)}
    </section>
  )
}

function Ways({ ways }: { ways: Replayed['ways'] }) {
  const { suggestions: words } = useWords()
  return (
    <table className="experiment-figures" data-testid="replayed">
      <thead>
        <tr>
          <th scope="col">{words.way}</th>
          <th scope="col">{words.hitRate}</th>
          <th scope="col">{words.mrr}</th>
          <th scope="col">{words.ndcg}</th>
          <th scope="col">{words.reach}</th>
          <th scope="col">{words.gini}</th>
        </tr>
      </thead>
      <tbody>
        {ways.map(({ way, hitRate, hitRateLow, hitRateHigh, mrr, ndcg, coverage, gini }) => (
          <tr key={way}>
            <th scope="row">{words.ways[way]}</th>
            <td>
              {percent(hitRate, 1)} <small className="quiet">{words.within(percent(hitRateLow, 1), percent(hitRateHigh, 1))}</small>
            </td>
            <td>{mrr.toFixed(3)}</td>
            <td>{ndcg.toFixed(3)}</td>
            <td>{percent(coverage)}</td>
            <td>{gini.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

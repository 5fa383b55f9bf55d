import { formatMoney } from '@lianka/design/money'
import { useWords } from '../../language.tsx'
import type { Words } from '../../words/zh.ts'
import type { Plan } from './published.ts'

const priceFen = 49_900
const portion = (bps: number) => Math.floor((priceFen * bps) / 10_000)

type Case = { name: keyof Words['plan']['cases']; directFen: number; teamFen: number }

const casesOf = ({ rates }: Plan): Case[] => [
  { name: 'bossDirect', directFen: portion(rates.bossDirect), teamFen: 0 },
  { name: 'agentUnderBoss', directFen: portion(rates.agentDirect), teamFen: portion(rates.bossTeam) },
  { name: 'agentAlone', directFen: portion(rates.agentDirect), teamFen: 0 },
  { name: 'nobody', directFen: 0, teamFen: 0 },
]

/** What the rates come to on one purchase, for each standing of the two people above the buyer. */
export function Example({ plan }: { plan: Plan }) {
  const { plan: words } = useWords()
  const cases = casesOf(plan)
  const most = Math.max(1, ...cases.map(({ directFen, teamFen }) => directFen + teamFen))
  const width = (fen: number) => ({ width: `${(fen / most) * 100}%` })
  return (
    <section className="panel pad">
      <header className="panel-head">
        <h2>{words.exampleTitle(formatMoney(priceFen))}</h2>
        <small>{words.exampleNote}</small>
      </header>
      <p className="legend">
        <span className="legend-direct">{words.getsDirect}</span>
        <span className="legend-team">{words.getsTeam}</span>
      </p>
      <ul className="bars">
        {cases.map(({ name, directFen, teamFen }) => (
          <li key={name}>
            <span>{words.cases[name]}</span>
            <span className="bar">
              {directFen > 0 && (
                <span className="bar-direct" style={width(directFen)}>
                  {formatMoney(directFen)}
                </span>
              )}
              {teamFen > 0 && (
                <span className="bar-team" style={width(teamFen)}>
                  {formatMoney(teamFen)}
                </span>
              )}
              {directFen + teamFen === 0 && <span className="quiet">{words.getsNone}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

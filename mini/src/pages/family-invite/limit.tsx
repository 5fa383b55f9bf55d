import { type ReactNode, useState } from 'react'
import { formatAmount, parseMoney } from '../../../../design/money.ts'
import { Field } from '../../parts/form.tsx'
import { useWords } from '../../words/words.ts'

const least = 100
const most = 10_000_000

/** The most one will pay in a month; `check` says it in fen once it can be one. */
export function useLimit(known = 100_000) {
  const [text, setText] = useState(formatAmount(known).replace(/,/g, ''))
  const [pressed, setPressed] = useState(false)
  const fen = parseMoney(text)
  const good = fen !== undefined && fen >= least && fen <= most
  const check = () => {
    setPressed(true)
    return good ? fen : undefined
  }
  return { text, setText, wrong: pressed && !good, check }
}

export function LimitField({ limit, after }: { limit: ReturnType<typeof useLimit>; after?: ReactNode }) {
  const words = useWords().family
  return (
    <Field
      name={words.limit}
      kind="money"
      value={limit.text}
      onInput={limit.setText}
      hint={words.limitHint}
      wrong={limit.wrong ? words.limitWrong : undefined}
      testId="limit"
      after={after}
    />
  )
}

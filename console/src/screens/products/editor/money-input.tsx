import { formatAmount, parseMoney } from '@lianka/design/money'
import { Input } from 'antd'
import { useEffect, useState } from 'react'

type MoneyInputProps = { value?: number | undefined; onChange?: (fen: number | undefined) => void; id?: string; label: string }

const show = (fen: number | undefined) => (fen === undefined ? '' : formatAmount(fen))

/** Yuan as typed, fen as held. What is no amount holds nothing, so the form says it is missing. */
export function MoneyInput({ value, onChange, id, label }: MoneyInputProps) {
  const [text, setText] = useState(show(value))
  useEffect(() => setText((before) => (parseMoney(before) === value ? before : show(value))), [value])
  return (
    <Input
      {...(id !== undefined && { id })}
      className="money-input"
      inputMode="decimal"
      value={text}
      aria-label={label}
      maxLength={12}
      onChange={({ target }) => {
        setText(target.value)
        onChange?.(parseMoney(target.value))
      }}
      onBlur={() => value !== undefined && setText(show(value))}
    />
  )
}

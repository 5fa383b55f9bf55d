import type { ReactNode } from 'react'
import { Box } from '../elements/box.tsx'
import { Input, TextArea } from '../elements/input.tsx'
import { Press } from '../elements/press.tsx'
import type { InputProps } from '../elements/props.ts'
import { Text } from '../elements/text.tsx'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'

type FieldProps = Pick<InputProps, 'value' | 'onInput' | 'kind' | 'placeholder' | 'maxLength' | 'testId' | 'onConfirm'> & {
  name: string
  hint?: string | undefined
  /** What is wrong with it; shown in place of the hint. */
  wrong?: string | undefined
  long?: boolean
  after?: ReactNode
}

/** A named field with its hint or what is wrong with it. */
export function Field({ name, hint, wrong, long, after, kind, onConfirm, ...input }: FieldProps) {
  const invalid = wrong !== undefined
  return (
    <Box className="field">
      <Text className="name">{name}</Text>
      <Box className={`box${invalid ? ' invalid' : ''}`}>
        {long ? (
          <TextArea {...input} label={name} invalid={invalid} />
        ) : (
          <Input {...input} {...(kind ? { kind } : {})} onConfirm={onConfirm} label={name} invalid={invalid} />
        )}
        {after}
      </Box>
      {(wrong ?? hint) && <Text className={invalid ? 'wrong' : 'hint'}>{wrong ?? hint}</Text>}
    </Box>
  )
}

export function Stepper({
  value,
  min = 1,
  max,
  onChange,
  name,
}: {
  value: number
  min?: number
  max: number
  onChange: (value: number) => void
  name: string
}) {
  const words = useWords()
  return (
    <Box className="stepper" role="group" label={name}>
      <Press className="iconbtn" disabled={value <= min} onPress={() => onChange(value - 1)} label={words.less} testId="less">
        <Icon name="minus" size="m" />
      </Press>
      <Text className="n" testId="count">
        {value}
      </Text>
      <Press className="iconbtn" disabled={value >= max} onPress={() => onChange(value + 1)} label={words.moreOfIt} testId="more-of-it">
        <Icon name="plus" size="m" />
      </Press>
    </Box>
  )
}

type Choice<T extends string> = { value: T; name: string; disabled?: boolean }

/** One of a few, all visible. */
export function Chips<T extends string>({
  choices,
  value,
  onChange,
  name,
  scroll,
}: {
  choices: Choice<T>[]
  value: T | undefined
  onChange: (value: T) => void
  name: string
  scroll?: boolean
}) {
  return (
    <Box className={scroll ? 'scroller' : 'chips'} role="radiogroup" label={name}>
      {choices.map((choice) => (
        <Press
          key={choice.value}
          className={`chip${choice.value === value ? ' on' : ''}`}
          role="radio"
          on={choice.value === value}
          disabled={choice.disabled}
          onPress={() => onChange(choice.value)}
          testId={`choice-${choice.value}`}
        >
          {choice.name}
        </Press>
      ))}
    </Box>
  )
}

/** Something to agree to; never ticked beforehand. */
export function Tick({
  on,
  onChange,
  children,
  testId,
}: {
  on: boolean
  onChange: (on: boolean) => void
  children: ReactNode
  testId?: string
}) {
  return (
    <Press className="cell" role="checkbox" on={on} onPress={() => onChange(!on)} testId={testId}>
      <Box className={`tick${on ? ' on' : ''}`}>{on && <Icon name="check" size="s" />}</Box>
      <Text className="grow">{children}</Text>
    </Press>
  )
}

export function Switch({
  on,
  onChange,
  name,
  hint,
  testId,
}: {
  on: boolean
  onChange: (on: boolean) => void
  name: string
  hint?: string
  testId?: string
}) {
  return (
    <Press className="cell item" role="switch" on={on} onPress={() => onChange(!on)} testId={testId}>
      <Box className="col grow">
        <Text className="t16">{name}</Text>
        {hint && <Text className="t12 sec">{hint}</Text>}
      </Box>
      <Box className={`switch${on ? ' on' : ''}`}>
        <Box className="knob" />
      </Box>
    </Press>
  )
}

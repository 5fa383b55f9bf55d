import { Input as NativeInput, Textarea } from '@tarojs/components'
import type { InputProps, TextAreaProps } from './props.ts'
import { spread } from './spread.ts'

const types = { text: 'text', phone: 'number', code: 'number', money: 'digit', search: 'text', password: 'text' } as const

export function Input({
  value,
  onInput,
  onConfirm,
  kind = 'text',
  placeholder,
  maxLength = 140,
  disabled,
  focused,
  className = '',
  testId,
  label,
}: InputProps) {
  return (
    <NativeInput
      {...spread({ id: testId, ariaLabel: label, placeholder, disabled, focus: focused })}
      className={`input ${className}`}
      placeholderClass="placeholder"
      type={types[kind]}
      password={kind === 'password'}
      value={value}
      maxlength={maxLength}
      confirmType={kind === 'search' ? 'search' : 'done'}
      onInput={(event) => onInput(event.detail.value)}
      onConfirm={() => onConfirm?.()}
    />
  )
}

export function TextArea({ value, onInput, placeholder, maxLength = 500, disabled, className = '', testId, label }: TextAreaProps) {
  return (
    <Textarea
      {...spread({ id: testId, ariaLabel: label, placeholder, disabled })}
      className={`input area ${className}`}
      placeholderClass="placeholder"
      value={value}
      maxlength={maxLength}
      onInput={(event) => onInput(event.detail.value)}
    />
  )
}

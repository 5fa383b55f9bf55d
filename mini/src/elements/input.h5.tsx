import type { InputProps, TextAreaProps } from './props.ts'

const modes = { text: 'text', phone: 'tel', code: 'numeric', money: 'decimal', search: 'search', password: 'text' } as const

export function Input({
  value,
  onInput,
  onConfirm,
  kind = 'text',
  placeholder,
  maxLength,
  disabled,
  invalid,
  focused,
  className = '',
  testId,
  label,
}: InputProps) {
  return (
    <input
      className={`input ${className}`}
      type={kind === 'phone' ? 'tel' : kind === 'search' || kind === 'password' ? kind : 'text'}
      inputMode={modes[kind]}
      autoComplete={kind === 'code' ? 'one-time-code' : kind === 'phone' ? 'tel' : kind === 'password' ? 'new-password' : 'off'}
      enterKeyHint={kind === 'search' ? 'search' : undefined}
      value={value}
      placeholder={placeholder}
      maxLength={maxLength}
      disabled={disabled}
      aria-invalid={invalid}
      aria-label={label}
      data-testid={testId}
      // biome-ignore lint/a11y/noAutofocus: only a page that is opened in order to type asks for it
      autoFocus={focused}
      onChange={(event) => onInput(event.currentTarget.value)}
      onKeyDown={(event) => {
        // While a Chinese word is being composed, Enter chooses the word.
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onConfirm?.()
      }}
    />
  )
}

export function TextArea({ value, onInput, placeholder, maxLength, disabled, invalid, className = '', testId, label }: TextAreaProps) {
  return (
    <textarea
      className={`input area ${className}`}
      value={value}
      placeholder={placeholder}
      maxLength={maxLength}
      disabled={disabled}
      aria-invalid={invalid}
      aria-label={label}
      data-testid={testId}
      rows={4}
      onChange={(event) => onInput(event.currentTarget.value)}
    />
  )
}

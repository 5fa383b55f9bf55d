import type { RangeProps } from './props.ts'

/** A handle between 0 and 100; the arrow keys move it too. */
export function Range({ value, onChange, label, className = '', testId }: RangeProps) {
  return (
    <input
      type="range"
      className={`range ${className}`}
      min={0}
      max={100}
      value={value}
      aria-label={label}
      data-testid={testId}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  )
}

import { Slider } from '@tarojs/components'
import type { RangeProps } from './props.ts'
import { spread } from './spread.ts'

/** A handle between 0 and 100. */
export function Range({ value, onChange, label, className = '', testId }: RangeProps) {
  return (
    <Slider
      {...spread({ id: testId, ariaLabel: label })}
      className={`range ${className}`}
      min={0}
      max={100}
      value={value}
      blockSize={24}
      activeColor="#C2410C"
      onChanging={(event) => onChange(event.detail.value)}
      onChange={(event) => onChange(event.detail.value)}
    />
  )
}

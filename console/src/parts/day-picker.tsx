import { DatePicker } from 'antd'
import dayjs from 'dayjs'

type DayPickerProps = {
  label: string
  value?: string
  onChange?: (day: string) => void
  id?: string
  /** Days before and after cannot be chosen. */
  earliest?: string
  latest?: string
}

/** A calendar day in Beijing, `2026-12-01`. */
export function DayPicker({ label, value, onChange, id, earliest, latest }: DayPickerProps) {
  return (
    <DatePicker
      {...(id !== undefined && { id })}
      aria-label={label}
      value={value ? dayjs(value) : null}
      format="YYYY-MM-DD"
      disabledDate={(day) => {
        const date = day.format('YYYY-MM-DD')
        return (earliest !== undefined && date < earliest) || (latest !== undefined && date > latest)
      }}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : '')}
    />
  )
}

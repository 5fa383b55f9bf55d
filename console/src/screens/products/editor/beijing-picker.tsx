import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'

type BeijingPickerProps = { value?: string | null; onChange?: (iso: string | null) => void; id?: string; label: string; withTime?: boolean }

const hourMs = 3_600_000

/** The picker’s fields are read as Beijing’s, whatever zone the machine is set to. */
const toFields = (iso: string): Dayjs => dayjs(new Date(Date.parse(iso) + 8 * hourMs).toISOString().slice(0, 19))
const toIso = (fields: Dayjs): string => new Date(`${fields.format('YYYY-MM-DDTHH:mm:ss')}+08:00`).toISOString()

export function BeijingPicker({ value, onChange, id, label, withTime = false }: BeijingPickerProps) {
  return (
    <DatePicker
      {...(id !== undefined && { id })}
      value={value ? toFields(value) : null}
      showTime={withTime ? { format: 'HH:mm' } : false}
      format={withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      onChange={(fields) => onChange?.(fields ? toIso(withTime ? fields.second(0) : fields.startOf('day')) : null)}
      aria-label={label}
      className="full"
    />
  )
}

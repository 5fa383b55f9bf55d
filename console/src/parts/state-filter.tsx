import { Segmented } from 'antd'
import { useWords } from '../language.tsx'

type StateFilterProps = { states: Record<string, string>; value: string; onChange: (value: string) => void }

/** The states of a list side by side, all of them first. */
export function StateFilter({ states, value, onChange }: StateFilterProps) {
  const words = useWords()
  const options = [{ value: '', label: words.all }, ...Object.entries(states).map(([value, label]) => ({ value, label }))].map(
    (option) => ({
      ...option,
      label: <span data-testid={`state-${option.value || 'all'}`}>{option.label}</span>,
    }),
  )
  return (
    <div className="state-filter">
      <Segmented aria-label={words.state} options={options} value={value} onChange={onChange} />
    </div>
  )
}

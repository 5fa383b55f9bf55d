import { InputNumber, Select } from 'antd'
import { useId } from 'react'
import { useWords } from '../../../language.tsx'
import type { Circumstances, GrowthBy } from '../comparison.ts'

type CircumstanceFieldsProps = { circumstances: Circumstances; onChange: (circumstances: Circumstances) => void }

const growthOf = (by: GrowthBy): Circumstances['growth'] => (by === 'branching' ? { by, mean: 1, dispersion: 1 } : { by })

/** How the simulated people come, and how they trade. */
export function CircumstanceFields({ circumstances, onChange }: CircumstanceFieldsProps) {
  const { planDrafts } = useWords()
  const { growth } = circumstances
  const set = (change: Partial<Circumstances>) => onChange({ ...circumstances, ...change })
  return (
    <div className="circumstances">
      <div>
        <label htmlFor="growth">{planDrafts.growth}</label>
        <Select
          id="growth"
          value={growth.by}
          options={Object.entries(planDrafts.growths).map(([value, label]) => ({ value: value as GrowthBy, label }))}
          onChange={(by) => set({ growth: growthOf(by) })}
          title={planDrafts.growthMeans[growth.by]}
          data-testid="growth"
        />
      </div>
      {growth.by === 'branching' && (
        <>
          <NumberField
            label={planDrafts.mean}
            value={growth.mean}
            min={0.1}
            max={10}
            step={0.1}
            onChange={(mean) => set({ growth: { ...growth, mean } })}
          />
          <NumberField
            label={planDrafts.dispersion}
            title={planDrafts.dispersionNote}
            value={growth.dispersion ?? 1}
            min={0.05}
            max={100}
            step={0.1}
            onChange={(dispersion) => set({ growth: { ...growth, dispersion } })}
          />
        </>
      )}
      <NumberField
        label={planDrafts.people}
        value={circumstances.people}
        min={100}
        max={50_000}
        step={1000}
        onChange={(people) => set({ people: Math.round(people) })}
      />
      <Percent label={planDrafts.repeat} value={circumstances.repeat} onChange={(repeat) => set({ repeat })} />
      <Percent label={planDrafts.refund} value={circumstances.refund} onChange={(refund) => set({ refund })} />
      <Percent label={planDrafts.churn} value={circumstances.churn} onChange={(churn) => set({ churn })} />
    </div>
  )
}

type NumberFieldProps = {
  label: string
  title?: string
  value: number
  min: number
  max: number
  step: number
  suffix?: string
  onChange: (value: number) => void
}

function NumberField({ label, title, value, min, max, step, suffix, onChange }: NumberFieldProps) {
  const id = useId()
  return (
    <div title={title}>
      <label htmlFor={id}>{label}</label>
      <InputNumber
        id={id}
        value={value}
        min={min}
        max={max}
        step={step}
        {...(suffix && { suffix })}
        changeOnBlur
        onChange={(typed) => typed !== null && onChange(typed)}
      />
    </div>
  )
}

function Percent({ label, value, onChange }: { label: string; value: number; onChange: (share: number) => void }) {
  const { planDrafts } = useWords()
  return (
    <NumberField
      label={label}
      value={Math.round(value * 1000) / 10}
      min={0}
      max={90}
      step={1}
      suffix={planDrafts.unit.percent}
      onChange={(typed) => onChange(typed / 100)}
    />
  )
}

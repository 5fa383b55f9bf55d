import { now } from '../../clock.ts'
import { useTimes, useWords } from '../../language.tsx'
import type { Supplier } from './supplier.ts'

export function LicenceEnd({ supplier: { licenceExpiresAt } }: { supplier: Supplier }) {
  const words = useWords()
  const { day } = useTimes()
  const expired = licenceExpiresAt !== null && licenceExpiresAt < now()
  return (
    <span className={expired ? 'danger' : ''}>
      {day(licenceExpiresAt)}
      {expired && ` ${words.suppliers.expired}`}
    </span>
  )
}

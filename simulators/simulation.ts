import type { Book } from './book.ts'
import type { KeyRing } from './credentials.ts'
import type { Faults } from './faults.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What every simulator is given. */
export type Simulation = {
  readonly keys: KeyRing
  readonly book: Book
  readonly clock: VirtualClock
  readonly faults: Faults
  /** Where browsers and phones reach the simulators. */
  readonly publicUrl: () => string
  readonly serverUrl: string | undefined
  readonly demoToken: string | undefined
  /** Call after every change of the book. */
  save(): void
  /** Does everything that is due by now and resolves when it is done. */
  runDue(): Promise<void>
}

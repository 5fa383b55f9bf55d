import type { Lot } from '@lianka/contract/catalog'

const drawn: Record<Lot['events'][number]['kind'], string> = {
  harvest: 'field',
  make: 'workshop',
  inspect: 'inspection',
  store: 'warehouse',
  pack: 'warehouse',
  ship: 'truck',
}

/** The drawing that stands for a step on the way from field to home. */
export const tracePicture = (kind: Lot['events'][number]['kind']) => `/pictures/trace-${drawn[kind]}.svg`

import type { postage as zhPostage } from './zh-postage.ts'

export const postage: typeof zhPostage = {
  title: 'Postage',
  note: 'By where it goes and what it weighs. Changes hold from saving on; orders already placed stay as they are.',
  standard: 'The platform’s standard postage holds: ¥8 everywhere, free from ¥99.',
  free: 'Free from an amount',
  freeFrom: 'Free from (yuan)',
  elsewhere: 'Everywhere else',
  zones: 'By region',
  addZone: 'Add regions',
  removeZone: 'Remove these',
  regions: 'Regions',
  regionsHint: 'Choose provinces, or open one for its cities; a city goes before its province',
  firstKg: 'First weight (kg)',
  firstYuan: 'For the first weight (yuan)',
  stepKg: 'Further weight (kg)',
  stepYuan: 'For each further (yuan)',
  refused: 'Not served',
  refusedHint: 'Buyers there are told at checkout that it cannot be delivered',
  refusedTitle: 'Not served',
  example: (grams, words) => `${grams} kg: ${words}`,
  kept: 'Saved; the new postage holds from now on',
}

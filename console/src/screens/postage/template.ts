import type { Body, Reply } from '../../api.ts'

type Template = Reply<'GET /console/postage'>['template']
type Rate = Template['elsewhere']
type Fen = Rate['firstFen']

type FilledRate = { firstKg: number; firstFen: Fen; stepKg: number; stepFen: Fen }
/** The template as people fill it in: in kilograms. */
export type Filled = {
  freeFrom?: Fen
  elsewhere: FilledRate
  zones: (FilledRate & { regions: string[] })[]
  refused: string[]
}

const grams = (kg: number) => Math.max(1, Math.round(kg * 1000))
const toFilled = ({ firstGrams, firstFen, stepGrams, stepFen }: Rate): FilledRate => ({
  firstKg: firstGrams / 1000,
  firstFen,
  stepKg: stepGrams / 1000,
  stepFen,
})
const toRate = ({ firstKg, firstFen, stepKg, stepFen }: FilledRate): Rate => ({
  firstGrams: grams(firstKg),
  firstFen,
  stepGrams: grams(stepKg),
  stepFen,
})

/** A rate that does not go by weight is shown as if by the kilogram, which says the same. */
const byTheKilogram = (rate: Rate): Rate =>
  rate.stepFen === 0 && rate.firstGrams === 1 ? { ...rate, firstGrams: 1000, stepGrams: 1000 } : rate

export const filledOf = ({ freeFrom, elsewhere, zones, refused }: Template): Filled => ({
  ...(freeFrom !== null && { freeFrom }),
  elsewhere: toFilled(byTheKilogram(elsewhere)),
  zones: zones.map(({ regions, ...rate }) => ({ ...toFilled(rate), regions })),
  refused,
})

export const templateOf = ({ freeFrom, elsewhere, zones, refused }: Filled): Body<'PUT /console/postage'> => ({
  freeFrom: freeFrom ?? null,
  elsewhere: toRate(elsewhere),
  zones: zones.map(({ regions, ...rate }) => ({ ...toRate(rate), regions })),
  refused,
})

import { describe, expect, it } from 'vitest'
import { bandHolds, blankDraft, type Draft, draftOf, inputOf, type Stored } from './draft.ts'

const oranges = {
  id: 'prd_oranges',
  categoryId: 'fresh',
  title: '赣南脐橙',
  subtitle: '树上熟',
  description: '',
  pictures: ['/pictures/oranges.svg'],
  attributes: [{ name: '品种', value: '纽荷尔' }],
  returnExcepted: true,
  showSupplierPart: true,
  skus: [
    {
      id: 'sku_5',
      name: '5 斤',
      supplyPriceFen: 1800,
      minPriceFen: 2500,
      suggestedPriceFen: 2990,
      maxPriceFen: 3990,
      stock: 80,
      weightGrams: 2500,
    },
  ],
  lot: {
    id: 'lot_1',
    code: 'XF-1120',
    origin: '江西信丰',
    producer: '陈家果园',
    story: '',
    bestBefore: null,
    events: [{ kind: 'harvest', at: '2026-11-20T00:00:00Z', place: '信丰', note: '采收', picture: '/pictures/trace-field.svg' }],
    inspection: null,
  },
} as unknown as Stored

describe('a draft of a product', () => {
  it('goes out as it came in, without what the server gives', () => {
    const input = inputOf(draftOf(oranges))
    expect(input.skus[0]).not.toHaveProperty('id')
    expect(input.lot?.events[0]).toEqual({ kind: 'harvest', at: '2026-11-20T00:00:00Z', place: '信丰', note: '采收' })
    expect(input.title).toBe('赣南脐橙')
  })

  it('keeps the attributes and what the supplier shows of its part', () =>
    expect(inputOf(draftOf(oranges))).toMatchObject({ attributes: [{ name: '品种', value: '纽荷尔' }], showSupplierPart: true }))

  it('sends no lot when it was switched off', () => expect(inputOf({ ...draftOf(oranges), withLot: false }).lot).toBeNull())

  it('sends no inspection without its report', () => {
    const draft = draftOf(oranges)
    expect(inputOf({ ...draft, lot: { ...draft.lot, inspection: { agency: '江西质检院' } } }).lot?.inspection).toBeNull()
  })

  it('leaves attributes out that were never filled in', () =>
    expect(
      inputOf({
        ...(blankDraft as Draft),
        attributes: [
          { name: '净含量', value: '2.5 kg' },
          { name: '', value: '' },
        ],
      }).attributes,
    ).toHaveLength(1))

  it('wants prices that do not fall from supply to highest', () => {
    const [sku] = draftOf(oranges).skus
    expect([bandHolds(sku ?? {}), bandHolds({ ...sku, minPriceFen: 1000 as never }), bandHolds({})]).toEqual([true, false, true])
  })
})

import type { ProductId } from '@lianka/contract/ids'
import { expect, test } from 'vitest'
import { trendsOf } from './trends.ts'

const count = (place: string, name: string, categoryId: string, visitors: number) => ({
  place,
  productId: `prd_${name}` as ProductId,
  categoryId,
  visitors,
})

test('a province’s favourites are what is looked at more there than elsewhere, not what everybody looks at', () => {
  const rows = trendsOf([
    count('', 'phone', 'home', 1000),
    count('', 'oranges', 'fresh', 120),
    count('', 'tea', 'pantry', 400),
    count('36', 'phone', 'home', 60),
    count('36', 'oranges', 'fresh', 100),
    count('36', 'tea', 'pantry', 30),
  ])
  expect(rows.filter(({ place }) => place === '36').map(({ productId }) => productId)).toEqual(['prd_oranges', 'prd_phone', 'prd_tea'])
  expect(rows.find(({ place, productId }) => place === '36' && productId === 'prd_oranges')?.lift).toBeGreaterThan(2)
  // Everywhere nothing is more than on the whole.
  expect(rows.find(({ place, productId }) => place === '' && productId === 'prd_phone')?.lift).toBeCloseTo(1)
})

test('two visitors of a small shop do not make a trend', () => {
  const rows = trendsOf([count('', 'phone', 'home', 1000), count('', 'vase', 'home', 1000), count('shp_1', 'vase', 'home', 2)])
  expect(rows.find(({ place }) => place === 'shp_1')?.lift).toBeLessThan(1.2)
})

import { formatAmount } from '../../../../design/money.ts'
import type { GoodsQuery } from '../../parts/goods-list.tsx'
import type { Dictionary } from '../../words/words.ts'

/** What narrows a search down, each part of it to be taken away by itself. */
export type Filters = Pick<GoodsQuery, 'shopId' | 'categoryId' | 'priceFromFen' | 'priceToFen' | 'origin' | 'inStock' | 'ratingFrom'>

export const countFilters = ({ categoryId, priceFromFen, priceToFen, origin, inStock, ratingFrom }: Filters): number =>
  [categoryId, priceFromFen ?? priceToFen, origin, inStock, ratingFrom].filter((part) => part !== undefined).length

type Names = { shop: string | undefined; category: string | undefined; origin: string | undefined }

/** A filter as it is called, and the filters without it. */
export function filtersOn(filters: Filters, names: Names, words: Dictionary['search']): { key: string; name: string; without: Filters }[] {
  const { shopId, categoryId, priceFromFen, priceToFen, origin, inStock, ratingFrom } = filters
  const yuan = (fen: number | undefined) => (fen === undefined ? '' : formatAmount(fen).replace(/\.00$/, ''))
  return [
    ...(shopId ? [{ key: 'shop', name: names.shop ?? words.inShop, without: { ...filters, shopId: undefined } }] : []),
    ...(categoryId ? [{ key: 'category', name: names.category ?? words.inCategory, without: { ...filters, categoryId: undefined } }] : []),
    ...(priceFromFen !== undefined || priceToFen !== undefined
      ? [
          {
            key: 'price',
            name: words.priceRange(yuan(priceFromFen), yuan(priceToFen)),
            without: { ...filters, priceFromFen: undefined, priceToFen: undefined },
          },
        ]
      : []),
    ...(origin ? [{ key: 'origin', name: names.origin ?? words.filters.origin, without: { ...filters, origin: undefined } }] : []),
    ...(inStock ? [{ key: 'stock', name: words.filters.stock, without: { ...filters, inStock: undefined } }] : []),
    ...(ratingFrom !== undefined
      ? [{ key: 'rating', name: words.filters.ratings[ratingFrom >= 45 ? 'half' : 'four'], without: { ...filters, ratingFrom: undefined } }]
      : []),
  ]
}

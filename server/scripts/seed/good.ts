import type { Category } from './entities.ts'

/** One option: name, supply price, lowest, suggested and highest price in yuan, stock, grams. Written as a row, since sixty tables are read as tables. */
export type OptionRow = readonly [name: string, supply: number, min: number, suggested: number, max: number, stock: number, grams: number]

/** What an author writes about a product; `products.ts` turns it into a product with lots and traces. */
export type Good = {
  /** Also the key of its picture. */
  key: string
  supplier: string
  title: string
  subtitle: string
  description: string
  optionName: string
  options: readonly OptionRow[]
  attributes: Readonly<Record<string, string>>
  /** Picture of the place it comes from, without `origin-`. */
  from: string
  /** Orchard, workshop or maker of the lot. */
  maker: string
  shelfDays?: number
  designated?: true
  /** What buyers say: two kind voices and a critical one. */
  praise: readonly [string, string]
  gripe: string
}

export type Shelf = { category: Category; goods: readonly Good[] }

import type { Fen } from '@lianka/contract/money'
import type { PostageTemplate } from '@lianka/contract/postage'
import { changePrices, readProduct, writeMaterials, writePostage } from '#supply/service'
import type { Product, World } from './entities.ts'
import { asSupplier, hoursBefore, named, type Stage } from './stage.ts'

/** Words a supplier lends to those who share its goods: what it is, who makes it, and nothing that may not be said. */
const materialsOf = ({ title, subtitle, description, pictures }: Product) => [
  { text: `${title}｜${subtitle}`, pictures: pictures.slice(0, 1).map((key) => `/pictures/${key}.svg`) },
  { text: `${title}\n${description}`.slice(0, 500), pictures: pictures.map((key) => `/pictures/${key}.svg`) },
]

/** Whose goods cost a little more since yesterday, so that a shopkeeper has something to be told. */
const keeper = 'wang-fang'
const suppliers = ['zhong-orchard', 'shancha-care', 'longyuan-farm']

const fen = (amount: number) => amount as Fen
/** The orchard takes more where a crate flies for days; elsewhere what everybody takes. */
const orchardPostage: PostageTemplate = {
  freeFrom: fen(9900),
  zones: [
    { regions: ['54', '65'], firstGrams: 1000, firstFen: fen(1800), stepGrams: 1000, stepFen: fen(600) },
    { regions: ['15', '62', '63', '64'], firstGrams: 3000, firstFen: fen(1200), stepGrams: 1000, stepFen: fen(200) },
  ],
  elsewhere: { firstGrams: 1000, firstFen: fen(800), stepGrams: 1000, stepFen: fen(0) },
  refused: [],
}

export async function loadMarket(stage: Stage, world: World): Promise<void> {
  const at = hoursBefore(stage, 26)
  const lent = world.products.filter(({ supplier }) => suppliers.includes(supplier))
  const as = ({ supplier }: Product) => asSupplier(stage, at, named(stage.suppliers, supplier))
  for (const product of lent) await writeMaterials(as(product), named(stage.products, product.key).id, materialsOf(product))
  await writePostage(asSupplier(stage, at, named(stage.suppliers, 'zhong-orchard')), orchardPostage)
  const ownerId = named(stage.people, keeper).id
  const listed = [...stage.shops.values()].find((shop) => shop.ownerId === ownerId)?.listings
  const dearer = lent.find(({ key, designated }) => listed?.has(key) && !designated && key !== 'oranges')
  if (!dearer) return
  const [sku] = (await readProduct(as(dearer), named(stage.products, dearer.key).id)).skus
  if (!sku || sku.supplyPriceFen + 50 > sku.minPriceFen) return
  await changePrices(as(dearer), sku.id, { ...sku, supplyPriceFen: sku.supplyPriceFen + 50 })
}

import { changePrices, readProduct, writeMaterials } from '#supply/service'
import type { Product, World } from './entities.ts'
import { asSupplier, hoursBefore, named, type Stage } from './stage.ts'

/** Words a supplier lends to those who share its goods: what it is, who makes it, and nothing that may not be said. */
const materialsOf = ({ title, subtitle, description, pictures }: Product) => [
  { text: `${title}｜${subtitle}`, pictures: pictures.slice(0, 1).map((key) => `/pictures/${key}.svg`) },
  { text: `${title}\n${description}`.slice(0, 500), pictures: pictures.map((key) => `/pictures/${key}.svg`) },
]

/** Whose supply price went up a little yesterday, so that shops have something to be told. */
const dearer = 'longyuan-farm'

export async function loadMarket(stage: Stage, world: World): Promise<void> {
  const at = hoursBefore(stage, 26)
  for (const supplier of ['zhong-orchard', 'shancha-care', dearer]) {
    const own = asSupplier(stage, at, named(stage.suppliers, supplier))
    for (const product of world.products.filter((one) => one.supplier === supplier))
      await writeMaterials(own, named(stage.products, product.key).id, materialsOf(product))
  }
  const last = world.products.filter((one) => one.supplier === dearer).at(-1)
  if (!last) return
  const own = asSupplier(stage, at, named(stage.suppliers, dearer))
  const [sku] = (await readProduct(own, named(stage.products, last.key).id)).skus
  if (!sku || sku.supplyPriceFen + 50 > sku.minPriceFen) return
  await changePrices(own, sku.id, { ...sku, supplyPriceFen: sku.supplyPriceFen + 50 })
}

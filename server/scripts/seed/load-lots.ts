import type { SkuId } from '@lianka/contract/ids'
import { readProduct } from '#supply/service'
import { addTraceEvent, addWarehouse, receiveLot, receiveMore } from '#trace/service'
import type { Product, World } from './entities.ts'
import { type Act, asSupplier, hoursBefore, named, type Stage } from './stage.ts'

/** Suppliers who keep their goods by lot, and where: those who sign in to the console. */
const keepers: Readonly<Record<string, readonly [string, string]>> = {
  'zhong-orchard': ['果园冷库', '县城分拣仓'],
  'shancha-care': ['厂内成品仓', '赣州城配仓'],
  'longyuan-farm': ['农场仓', '赣州城配仓'],
}
/** Of one product a second lot has come, so that two dates lie side by side. */
const cameAgain = 'shancha-care'

/** Lots are received when their trace says they came into the warehouse; what ships afterwards comes from them. */
export function lotActs(stage: Stage, world: World): Act[] {
  return Object.entries(keepers).flatMap(([supplier, names]) => {
    const products = world.products.filter((product) => product.supplier === supplier)
    const warehouses: string[] = []
    const opened = hoursBefore(stage, 200 * 24)
    const open: Act = {
      at: opened,
      run: async () => {
        for (const [index, name] of names.entries()) {
          const own = asSupplier(stage, new Date(opened.getTime() + index * 1000), named(stage.suppliers, supplier))
          warehouses.push((await addWarehouse(own, { name })).id)
        }
      },
    }
    const again = supplier === cameAgain ? products.slice(0, 1) : []
    return [
      open,
      ...products.flatMap((product) => firstReceipt(stage, product, warehouses)),
      ...again.map((product) => secondLot(stage, product, warehouses)),
    ]
  })
}

const skusOf = (stage: Stage, product: Product): SkuId[] => [...named(stage.products, product.key).skus.values()]

function firstReceipt(stage: Stage, product: Product, warehouses: readonly string[]): Act[] {
  const arrived = product.lots.at(-1)?.events.at(-1)
  if (!arrived) return []
  const at = hoursBefore(stage, arrived.hoursAgo)
  const run = async () => {
    const own = asSupplier(stage, at, named(stage.suppliers, product.supplier))
    const { lot } = await readProduct(own, named(stage.products, product.key).id)
    if (!lot) return
    for (const [place, quantity] of [90, 30].entries())
      await receiveMore(own, lot.id, {
        warehouseId: warehouses[place] as never,
        pieces: skusOf(stage, product).map((skuId) => ({ skuId, quantity })),
      })
  }
  return [{ at, run }]
}

function secondLot(stage: Stage, product: Product, warehouses: readonly string[]): Act {
  const at = hoursBefore(stage, 20)
  const run = async () => {
    const own = asSupplier(stage, at, named(stage.suppliers, product.supplier))
    const { id, lot } = await readProduct(own, named(stage.products, product.key).id)
    if (!lot) return
    const again = await receiveLot(own, id, {
      code: lot.code.replace(/\d\d$/, '03'),
      origin: lot.origin,
      producer: lot.producer,
      story: lot.story,
      bestBefore: hoursBefore(stage, -700 * 24).toISOString(),
      inspection: lot.inspection,
      warehouseId: warehouses[0] as never,
      pieces: skusOf(stage, product).map((skuId) => ({ skuId, quantity: 60 })),
    })
    for (const { picture: _, ...event } of lot.events) await addTraceEvent(own, again.id, event)
  }
  return { at, run }
}

import type { Lot as LotReply, ProductInput } from '@lianka/contract/catalog'
import type { Fen } from '@lianka/contract/money'
import { addCategory } from '#catalog/service'
import { keepFile } from '#file/service'
import { publishPlan } from '#plan/service'
import { addSupplier, decideProduct, publishProduct, submitProduct } from '#supply/service'
import { type Category, categories, type Lot, type Product, type Supplier, type TraceStep, type World } from './entities.ts'
import { loadPapers } from './load-papers.ts'
import { printReport } from './report-pdf.ts'
import { asOperator, asSupplier, asSystem, hoursBefore, later, named, type Stage, staffIdOf } from './stage.ts'

const picture = (key: string) => `/pictures/${key}.svg`

const categoryNames: Record<Category, { zh: string; en: string }> = {
  fresh: { zh: '生鲜果蔬', en: 'Fresh food' },
  home: { zh: '家居日用', en: 'Home' },
  beauty: { zh: '美妆护肤', en: 'Skin care' },
  digital: { zh: '数码家电', en: 'Electronics' },
  pantry: { zh: '粮油茶饮', en: 'Pantry and tea' },
  family: { zh: '母婴健康', en: 'Family and health' },
}

const foodCategories: readonly Category[] = ['fresh', 'pantry']

export async function loadSuppliers(stage: Stage, world: World, at: Date): Promise<void> {
  const ctx = asSystem(stage, at)
  for (const [place, id] of categories.entries())
    await addCategory(ctx, {
      id,
      ...categoryNames[id],
      picture: picture(`category-${id}`),
      place,
      needsFoodPermit: foodCategories.includes(id),
    })
  for (const [index, supplier] of world.suppliers.entries()) {
    const id = await addSupplier(asSystem(stage, later(at, { seconds: index })), {
      name: supplier.name,
      regionCode: supplier.address.districtCode,
      story: supplier.story,
      licenceNumber: supplier.licenceNumber,
      licenceExpiresAt: later(stage.loadedAt, { days: 700 }),
      state: 'approved',
    })
    stage.suppliers.set(supplier.key, id)
    const sellsFood = world.products.some((product) => product.supplier === supplier.key && foodCategories.includes(product.category))
    await loadPapers(stage, later(at, { minutes: index + 1 }), supplier, sellsFood)
  }
}

const stepKinds: Record<TraceStep, LotReply['events'][number]['kind']> = {
  field: 'harvest',
  workshop: 'make',
  inspection: 'inspect',
  warehouse: 'store',
}

const day = (date: Date) => later(date, { hours: 8 }).toISOString().slice(0, 10)

async function keepReport(stage: Stage, at: Date, product: Product, lot: Lot) {
  const { agency, reportNumber, items, result, hoursAgo } = lot.inspection
  const issuedAt = hoursBefore(stage, hoursAgo)
  const bytes = printReport({
    title: `检验报告 ${reportNumber}`,
    lines: [
      '本报告为演示数据，仅用于软件演示。',
      `检验机构：${agency}`,
      `样品名称：${product.title}`,
      `批号：${lot.number}`,
      `产地与生产者：${lot.origin}`,
      `检验项目：${items}`,
      `检验结论：${result}`,
      `签发日期：${day(issuedAt)}`,
    ],
  })
  const file = await keepFile(asSupplier(stage, at, named(stage.suppliers, product.supplier)), { name: `${reportNumber}.pdf`, bytes })
  return { agency, reportNumber, result, pages: 1, issuedAt: issuedAt.toISOString(), fileId: file.id }
}

async function toLot(stage: Stage, at: Date, product: Product, supplier: Supplier, lot: Lot): Promise<NonNullable<ProductInput['lot']>> {
  return {
    code: lot.number,
    origin: lot.origin,
    producer: lot.maker,
    story: supplier.story,
    bestBefore: lot.bestBeforeInHours === undefined ? null : hoursBefore(stage, -lot.bestBeforeInHours).toISOString(),
    events: lot.events.map((event) => ({
      kind: stepKinds[event.step],
      at: hoursBefore(stage, event.hoursAgo).toISOString(),
      place: event.place,
      note: `${event.title}：${event.detail}`,
    })),
    inspection: await keepReport(stage, at, product, lot),
  }
}

/** Drafts, submits and approves a product with its newest lot, as supplier and platform do. */
async function loadProduct(stage: Stage, at: Date, product: Product, supplier: Supplier): Promise<void> {
  const supplierId = named(stage.suppliers, product.supplier)
  const own = asSupplier(stage, at, supplierId)
  const lot = product.lots.at(-1)
  const published = await publishProduct(own, {
    categoryId: product.category,
    title: product.title,
    subtitle: product.subtitle,
    description: product.description,
    pictures: product.pictures.map(picture),
    attributes: product.attributes,
    returnExcepted: product.returnExcepted,
    // The orchard is proud of what it gets.
    showSupplierPart: product.key === 'oranges',
    skus: product.skus.map(({ key: _, optionValue, supplyPriceFen, minPriceFen, suggestedPriceFen, maxPriceFen, ...sku }) => ({
      ...sku,
      name: optionValue,
      supplyPriceFen: supplyPriceFen as Fen,
      minPriceFen: minPriceFen as Fen,
      suggestedPriceFen: suggestedPriceFen as Fen,
      maxPriceFen: maxPriceFen as Fen,
    })),
    lot: lot ? await toLot(stage, at, product, supplier, lot) : null,
  })
  await submitProduct(own, published.id)
  await decideProduct(asOperator(stage, later(at, { minutes: 10 })), published.id, { decision: 'approve', reason: '' })
  const skus = new Map(product.skus.map((sku, index) => [sku.key, published.skus[index]!.id]))
  stage.products.set(product.key, { id: published.id, supplierId, skus })
}

export async function loadProducts(stage: Stage, world: World, at: Date): Promise<void> {
  const suppliers = new Map(world.suppliers.map((supplier) => [supplier.key, supplier]))
  for (const [index, product] of world.products.entries())
    await loadProduct(stage, later(at, { minutes: index }), product, named(suppliers, product.supplier))
}

/** The first plan: 10 % and 20 % direct, 10 % team, two buyers make a boss; half the usual price is the qualifying floor. */
export async function loadPlan(stage: Stage, world: World, at: Date): Promise<void> {
  await publishPlan(
    asSystem(stage, at),
    {
      version: 1,
      rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
      buyersForBoss: 2,
      freeApplication: true,
      cap: { ofBase: 3000, withinMargin: true },
      feeBps: 100,
      holdDays: 7,
      designated: world.products
        .filter((product) => product.designated)
        .map((product) => ({
          productId: named(stage.products, product.key).id,
          qualifyingFloorFen: Math.floor((product.skus[0]?.suggestedPriceFen ?? 0) / 2) as Fen,
        })),
    } as Parameters<typeof publishPlan>[1],
    await staffIdOf(stage, 'admin'),
  )
}

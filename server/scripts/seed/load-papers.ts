import type { FileId, MemberId, SupplierDocumentId } from '@lianka/contract/ids'
import { keepFile } from '#file/service'
import type { Ctx } from '#platform/context'
import { applyAsSupplier, decideDocument, renewAsStaff } from '#supply/service'
import type { Supplier } from './entities.ts'
import { at as placeAt } from './regions.ts'
import { printReport } from './report-pdf.ts'
import { asMember, asOperator, asSupplier, hoursBefore, later, named, type Stage } from './stage.ts'

/** Whose food permit ends soon, so that the reminder and what follows can be seen by moving the clock. */
const endsSoon = 'longyuan-farm'

const names = { licence: '营业执照', food_permit: '食品经营许可证' } as const
type Kind = keyof typeof names

async function keepPaper(ctx: Ctx, kind: Kind, holder: string, number: string, until: Date): Promise<FileId> {
  const day = later(until, { hours: 8 }).toISOString().slice(0, 10)
  const lines = ['本证照为演示数据，仅用于软件演示。', `名称：${holder}`, `编号：${number}`, `有效期至：${day}`]
  return (await keepFile(ctx, { name: `${names[kind]}.pdf`, bytes: printReport({ title: names[kind], lines }) })).id
}

/** The licence of a supplier, and of who sells food the permit, shown and approved. */
export async function loadPapers(stage: Stage, at: Date, supplier: Supplier, sellsFood: boolean): Promise<void> {
  const own = asSupplier(stage, at, named(stage.suppliers, supplier.key))
  const show = async (kind: Kind, number: string, until: Date) => {
    const fileId = await keepPaper(own, kind, supplier.name, number, until)
    const { items } = await renewAsStaff(own, { kind, number, fileId, expiresAt: until.toISOString() })
    await decideDocument(asOperator(stage, at), items.find(({ state }) => state === 'submitted')?.id as SupplierDocumentId, {
      decision: 'approve',
      reason: '',
    })
  }
  await show('licence', supplier.licenceNumber, later(stage.loadedAt, { days: 700 }))
  if (sellsFood)
    await show(
      'food_permit',
      `JYDEMO${supplier.licenceNumber.slice(-8)}`,
      later(stage.loadedAt, { days: supplier.key === endsSoon ? 28 : 900 }),
    )
}

/** A member who sells wants to supply her own goods too. */
export async function loadApplication(stage: Stage): Promise<void> {
  const at = hoursBefore(stage, 5)
  const { id } = named(stage.people, 'zhou-lan')
  const ctx = asMember(stage, at, id as MemberId)
  const name = '周兰家手作米果坊'
  const until = later(stage.loadedAt, { days: 1200 })
  const paper = async (kind: Kind, number: string) => ({
    number,
    fileId: await keepPaper(ctx, kind, name, number, until),
    expiresAt: until.toISOString(),
  })
  await applyAsSupplier(ctx, {
    name,
    regionCode: placeAt('shangyou', '').districtCode,
    story: '跟婆婆学的烫皮和米果，逢年过节街坊都来订；想自己做、自己发。',
    contact: { name: '周兰', phone: '13900000002' },
    licence: await paper('licence', '92DEMO7001360724XX'),
    foodPermit: await paper('food_permit', 'JYDEMO70013607'),
  })
}

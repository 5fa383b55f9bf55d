import { createHash } from 'node:crypto'
import { Secret } from 'otpauth'
import { addStaff, type NewStaff } from '#session/service'
import type { Supplier, World } from './entities.ts'
import { asSystem, named, type Stage } from './stage.ts'

export type StaffLogin = { userName: string; password: string; role: NewStaff['role']; secret: string }

/** Public by being here: demo accounts only ever exist in a demo database. */
const password = 'Lianka-2026'

const operators: readonly { userName: string; name: string; role: NewStaff['role'] }[] = [
  { userName: 'admin', name: '平台管理员', role: 'operator-admin' },
  { userName: 'finance', name: '财务小林', role: 'operator-finance' },
  { userName: 'compliance', name: '合规小沈', role: 'operator-compliance' },
  { userName: 'support', name: '客服小曾', role: 'operator-support' },
  { userName: 'content', name: '内容小罗', role: 'operator-content' },
  { userName: 'auditor', name: '审计老程', role: 'auditor' },
]

/** The user names of suppliers who sign in to the console. */
const supplierNames: Readonly<Record<string, string>> = { 'zhong-orchard': 'orchard', 'shancha-care': 'skincare', 'longyuan-farm': 'farm' }

/** The same seed gives the same one-time secrets, so that an authenticator set up once serves every demo. */
const secretOf = (seed: number, userName: string) =>
  new Secret({ buffer: new Uint8Array(createHash('sha256').update(`lianka demo ${seed} ${userName}`).digest().subarray(0, 20)).buffer })
    .base32

const withName = (supplier: Supplier) => {
  const userName = supplierNames[supplier.key]
  return userName ? [{ userName, supplier }] : []
}

/** One console account for each role, and one for some suppliers. */
export async function loadStaff(stage: Stage, world: World, seed: number, at: Date): Promise<StaffLogin[]> {
  const ctx = asSystem(stage, at)
  const accounts: NewStaff[] = [
    ...operators.map((one) => ({ ...one, supplierId: null })),
    ...world.suppliers.flatMap(withName).map(({ userName, supplier }) => ({
      userName,
      name: supplier.contactName,
      role: 'supplier-staff' as const,
      supplierId: named(stage.suppliers, supplier.key),
    })),
  ].map((one) => ({ ...one, password, totpSecret: secretOf(seed, one.userName) }))
  // Hashing a password takes a while by design; the hashes are made side by side.
  await Promise.all(accounts.map((account) => addStaff(ctx, account)))
  return accounts.map(({ userName, role, totpSecret }) => ({ userName, password, role, secret: totpSecret }))
}

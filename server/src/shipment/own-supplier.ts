import type { SupplierId } from '@lianka/contract/ids'
import { type Ctx, staffOf } from '#platform/context'
import { Refusal } from '#platform/errors'

/** The supplier whose staff asks. */
export function ownSupplier(ctx: Ctx): SupplierId {
  const { supplierId } = staffOf(ctx)
  if (!supplierId) throw new Refusal('account.forbidden')
  return supplierId
}

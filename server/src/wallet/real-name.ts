import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { blindHash, seal } from '#platform/crypto'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { lockPeople } from '#referral/service'
import { isIdentityNumber, maskName } from './rules.ts'
import * as store from './store.ts'

/** Keeps under which name tax is withheld. Free to correct until the first withdrawal; then only support may. */
export const giveRealName = (ctx: Ctx, { name, idNumber }: { name: string; idNumber: string }) =>
  inTransaction(ctx, async (ctx) => {
    const memberId = memberOf(ctx)
    const number = idNumber.toUpperCase()
    if (!isIdentityNumber(number)) throw new Refusal('wallet.real_name_invalid')
    await lockPeople(ctx, [memberId])
    const idHash = blindHash(ctx.keys, 'identity number', number)
    const known = await store.findRealName(ctx.db, memberId)
    if (known && !known.idHash.equals(idHash) && (await store.hasWithdrawn(ctx.db, memberId))) throw new Refusal('wallet.real_name_fixed')
    await store
      .writeRealName(ctx.db, {
        memberId,
        nameCipher: seal(ctx.keys, 'real name', name),
        idNumberCipher: seal(ctx.keys, 'identity number', number),
        idHash,
        givenAt: ctx.clock.now(),
      })
      .catch((error) => {
        if (isUniqueViolation(error, 'real_names_id_hash_key')) throw new Refusal('wallet.real_name_taken')
        throw error
      })
    return { nameMasked: maskName(name) }
  })

import type { OwnShareCode, ShareLinkInChain } from '@lianka/contract/reward'
import { type Ctx, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import * as store from './share-store.ts'

/** One's codes, the newest first, each with what it brought; a page goes on after its last code. */
export async function listOwnShareCodes(ctx: Ctx, page: { after?: string | undefined; limit: number }) {
  const me = memberOf(ctx)
  const [rows, totals] = await Promise.all([store.listOwn(ctx.db, me, page), store.countOwn(ctx.db, me)])
  return {
    items: rows.map(({ madeAt, ...row }): OwnShareCode => ({ ...row, madeAt: madeAt.toISOString() })),
    next: rows.length === page.limit ? (rows.at(-1)?.code ?? null) : null,
    totals,
  }
}

/** Who shared on what they had through a code of one's own, and who did through theirs. Other people's chains are not there. */
export async function readChain(ctx: Ctx, code: string): Promise<{ links: ShareLinkInChain[] }> {
  if (!(await store.isOwn(ctx.db, memberOf(ctx), code))) throw new Refusal('referral.share_code_unknown')
  const rows = await store.listChain(ctx.db, code)
  return { links: rows.map(({ madeAt, ...row }) => ({ ...row, madeAt: madeAt.toISOString() })) }
}

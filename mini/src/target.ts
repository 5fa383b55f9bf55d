import { call } from './api.ts'
import { queryOf } from './query.ts'
import { shareCodeIn } from './share-code.ts'

/** Whose card, which shop or product a page shows. A mini-program code carries only the share code; the server knows the rest. */
export async function targetOf(params: Record<string, string | undefined>): Promise<string> {
  const { id } = queryOf(params)
  const code = shareCodeIn(params)
  if (id || !code) return id ?? ''
  return (await call('GET /share-codes/:code', { params: { code } })).targetId
}

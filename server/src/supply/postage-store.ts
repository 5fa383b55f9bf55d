import type { SupplierId } from '@lianka/contract/ids'
import type { PostageTemplate } from '@lianka/contract/postage'
import type { Db } from '#platform/db'

export async function findPostage(db: Db, id: SupplierId): Promise<PostageTemplate | null> {
  const row = await db.selectFrom('suppliers').select('postage').where('id', '=', id).executeTakeFirst()
  return (row?.postage ?? null) as PostageTemplate | null
}

export const setPostage = (db: Db, id: SupplierId, template: PostageTemplate) =>
  db
    .updateTable('suppliers')
    .set({ postage: JSON.stringify(template) })
    .where('id', '=', id)
    .execute()

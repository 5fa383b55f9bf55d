import type { Reply } from '../../api.ts'

export type Link = Reply<'GET /my/share-codes/:code/chain'>['links'][number]
export type Branch = { link: Link; branches: Branch[] }

/** The tree of who passed it on, from a list in which parents come before their children. */
export function growChain(code: string, links: readonly Link[]): Branch[] {
  return links.filter(({ parentCode }) => parentCode === code).map((link) => ({ link, branches: growChain(link.code, links) }))
}

/** The page as Taro hands it to WeChat: `nn` template, `uid` id, `sid` node number, `v` text, `cn` children. */
export type Node = { nn?: string; uid?: string; sid?: string; v?: string; cl?: string; cn?: Node[]; [property: string]: unknown }

/** All text of a node, as a reader sees it. */
export function textOf(node: Node): string {
  return node.v ?? (node.cn ?? []).map(textOf).join('')
}

/** The way from the root to the node, root first; of several, the last on the page, because what lies above comes last. */
export function pathTo(root: Node, wanted: (node: Node) => boolean): Node[] | undefined {
  for (const child of [...(root.cn ?? [])].reverse()) {
    const path = pathTo(child, wanted)
    if (path) return [root, ...path]
  }
  return wanted(root) ? [root] : undefined
}

/** The innermost node that reads exactly so, or else the innermost that holds it. */
export function pathToText(root: Node, words: string): Node[] | undefined {
  return pathTo(root, (node) => textOf(node).trim() === words) ?? pathTo(root, (node) => textOf(node).includes(words))
}

export function count(root: Node): number {
  return 1 + (root.cn ?? []).reduce((sum, child) => sum + count(child), 0)
}

/** Applies one `setData` entry, `root.cn.[0].cn.[2].v` = value, the way WeChat does. */
export function setPath(data: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  const last = keys.pop()
  if (last === undefined) return
  let at = data
  for (const [index, key] of keys.entries()) {
    if (at[key] === undefined || at[key] === null) at[key] = /^\d+$/.test(keys[index + 1] ?? last) ? [] : {}
    at = at[key] as Record<string, unknown>
  }
  at[last] = value
}

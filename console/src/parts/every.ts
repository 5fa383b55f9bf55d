type Page<T> = { items: T[]; next: string | null }

/** All pages of a list that is known to be short, such as what belongs to one order or one day. */
export async function every<T>(ask: (after?: string) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  let page = await ask()
  all.push(...page.items)
  while (page.next !== null) {
    page = await ask(page.next)
    all.push(...page.items)
  }
  return all
}

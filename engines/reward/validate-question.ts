import type { Finding, InvariantId } from './findings.ts'
import type { DesignatedGoods, Scheme, Text } from './scheme.ts'

/** What is wrong and what would mend it. Without a level it blocks. */
export type Answer = { level?: Finding['level']; why: Text; change: Text }

/**
 * One question put to every scheme. Questions are independent of one another and look only for what is wrong, so that whatever is added to
 * a scheme never takes a finding away.
 */
export type Question = {
  id: string
  invariant: InvariantId
  article: Text
  ask: (scheme: Scheme, goods: readonly DesignatedGoods[]) => Answer | null
}

/** Names of several things in one sentence. */
export const listed = (names: readonly Text[]): Text => ({
  zh: names.map(({ zh }) => `“${zh}”`).join('、'),
  en: names.map(({ en }) => en).join(' and '),
})

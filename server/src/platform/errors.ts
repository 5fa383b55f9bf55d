import { type RefusalCode, type RefusalReply, refusals } from '@lianka/contract/refusal'

/** A refusal the caller can act on. `code` is the contract; the words in both languages come with it. */
export class Refusal extends Error {
  override name = 'Refusal'
  code: RefusalCode
  issues: RefusalReply['issues']
  queue: RefusalReply['queue']
  constructor(code: RefusalCode, because = '', issues?: RefusalReply['issues'], queue?: RefusalReply['queue']) {
    super(because ? `${code}: ${because}` : code)
    this.code = code
    this.issues = issues
    this.queue = queue
  }
}

export const statusOf = (code: RefusalCode) => refusals[code][0]

export function refusalReply(code: RefusalCode, issues?: RefusalReply['issues'], queue?: RefusalReply['queue']): RefusalReply {
  const [, zh, en] = refusals[code]
  return { code, zh, en, ...(issues && { issues }), ...(queue && { queue }) }
}

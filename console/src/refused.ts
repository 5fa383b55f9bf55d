import type { RefusalCode, RefusalReply } from '@lianka/contract/refusal'
import type { Language } from '@lianka/design/dates'

/** The server said no, in words meant for the person. */
export class Refused extends Error {
  readonly status: number
  readonly reply: RefusalReply

  constructor(status: number, reply: RefusalReply) {
    super(reply.code)
    this.name = 'Refused'
    this.status = status
    this.reply = reply
  }

  is(...codes: RefusalCode[]): boolean {
    return (codes as string[]).includes(this.reply.code)
  }
}

/** No answer came, or not from our server. What was sent may or may not have arrived. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable')
    this.name = 'Unreachable'
  }
}

const unreachable = {
  zh: '连不上服务器，请检查网络后重试；已提交的不会丢。',
  en: 'The server can’t be reached; check the network and try again. Nothing acknowledged is lost.',
}
const unexpected = { zh: '页面出了点问题，请重试。', en: 'Something went wrong on this page; try again.' }

/** What to tell the person about a failure. The server’s words come first; none are invented for its codes. */
export function wordsOf(error: unknown, language: Language): string {
  if (error instanceof Refused) return error.reply[language]
  return (error instanceof Unreachable ? unreachable : unexpected)[language]
}

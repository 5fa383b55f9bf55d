import type { RefusalCode, RefusalReply } from '../../contract/refusal.ts'
import type { Language } from '../../design/dates.ts'

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

/** No answer came: no network, a timeout, or something that isn't the server. What was sent may or may not have arrived. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable')
    this.name = 'Unreachable'
  }
}

const unreachable = {
  zh: '网络不通，请检查网络后重试。已提交的不会丢。',
  en: 'The network can’t be reached; check it and try again. Nothing acknowledged is lost.',
}
const unexpected = { zh: '出了点问题，请重试。', en: 'Something went wrong; try again.' }

/** What to tell the person about a failure. */
export function wordsOf(error: unknown, language: Language): string {
  if (error instanceof Refused) return error.reply[language]
  return (error instanceof Unreachable ? unreachable : unexpected)[language]
}

export const needsSignIn = (error: unknown) => error instanceof Refused && error.is('account.sign_in_required', 'account.session_expired')

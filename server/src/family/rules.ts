import type { FamilyRole, paymentRequestStates } from '@lianka/contract/family'

export type RequestState = (typeof paymentRequestStates)[number]

const moves: Record<RequestState, readonly RequestState[]> = {
  asked: ['paid', 'declined', 'withdrawn', 'closed'],
  paid: [],
  declined: [],
  withdrawn: [],
  closed: [],
}
export const canBecome = (from: RequestState, to: RequestState) => moves[from].includes(to)

export const invitationDays = 7
/** A person has so many pairs at most, open invitations among them. */
export const mostLinks = 10

export const otherRole = (role: FamilyRole): FamilyRole => (role === 'pays' ? 'asks' : 'pays')

/** The first moment of the month that a moment lies in, Beijing time. */
export function monthStart(at: Date): Date {
  const beijing = new Date(at.getTime() + 8 * 3_600_000)
  return new Date(Date.UTC(beijing.getUTCFullYear(), beijing.getUTCMonth(), 1) - 8 * 3_600_000)
}

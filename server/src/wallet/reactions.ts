import type { AnyReaction, Sweep } from '#platform/jobs'
import { chargeOldDebts, noteDebts } from './debts.ts'
import { askAboutParts, issueDueParts, pushPart } from './parts.ts'
import { unfreezeFinished } from './unfreeze.ts'
import { resumeAfterCase } from './withdraw.ts'

export const walletReactions: readonly AnyReaction[] = [
  { name: 'wallet.issue-due-parts', on: 'withdrawal.requested', run: async (ctx) => void (await issueDueParts(ctx)) },
  { name: 'wallet.push-part', on: 'transfer.finished', run: (ctx, { number }) => pushPart(ctx, number) },
  { name: 'wallet.note-debts', on: 'refund.approved', run: (ctx, { outRefundNo }) => noteDebts(ctx, outRefundNo) },
  { name: 'wallet.resume-after-case', on: 'guard.case-closed', run: (ctx) => resumeAfterCase(ctx) },
  { name: 'wallet.resume-after-freeing', on: 'guard.payouts-freed', run: (ctx) => resumeAfterCase(ctx) },
]

export const walletSweeps: readonly Sweep[] = [
  { name: 'wallet.issue-due-parts', run: issueDueParts },
  { name: 'wallet.ask-about-parts', run: askAboutParts },
  { name: 'wallet.charge-old-debts', run: chargeOldDebts },
  { name: 'wallet.unfreeze-finished', run: unfreezeFinished },
]

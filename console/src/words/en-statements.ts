import type { statements as zhStatements } from './zh-statements.ts'

export const statements: typeof zhStatements = {
  title: 'Statements',
  note: 'By order line, refunds taken off, straight from the books. Goods count once the buyer’s return window has ended.',
  month: 'Month',
  earned: 'Earned',
  takenBack: 'Given back',
  paid: 'Paid to you',
  closing: 'Owed at its end',
  at: 'Time',
  what: 'What',
  order: 'Order',
  amount: 'Amount',
  kinds: { goods: 'Goods', postage: 'Postage', payment: 'Payment', debt: 'Debt charged' },
  emptyTitle: 'Nothing is booked yet',
  emptyWords: 'Goods appear here once the buyer’s return window has ended.',
}

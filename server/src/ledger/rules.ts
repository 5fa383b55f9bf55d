import { type AccountKind, accountKinds } from '@lianka/contract/ledger'

/** Accounts of somebody: `<kind>:<owner>`. All others are the platform's own, one each. */
export const ownedKinds: readonly AccountKind[] = [
  'wallet_held',
  'wallet_available',
  'withdrawal_pending',
  'supplier_payable',
  'shop_payable',
]

/** How many rows the balance of an account of ours is spread over, so that payments in parallel do not wait for one row. */
export const shardCount = 16

export function kindOf(account: string): AccountKind {
  const kind = account.split(':')[0] as AccountKind
  if (!accountKinds.includes(kind)) throw new Error(`There is no account ${account}`)
  if (ownedKinds.includes(kind) !== account.includes(':'))
    throw new Error(`Account ${account} must ${account.includes(':') ? 'not ' : ''}name its owner`)
  return kind
}

export const isOwned = (account: string) => account.includes(':')

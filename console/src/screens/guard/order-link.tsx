import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'

/** An order as the books know it, for who may read them; for others its number alone. */
export function OrderLink({ id, children }: { id: string; children: ReactNode }) {
  const { role } = useMe()
  if (!may(role, 'GET /console/ledger/accounts')) return <span className="code">{children}</span>
  return <Link to={`/ledger?order=${id}&kind=&account=`}>{children}</Link>
}

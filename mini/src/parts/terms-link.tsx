import { Press } from '../elements/press.tsx'
import { paths } from '../paths.ts'
import { type TermsName, useTerms } from '../words/terms.ts'

export function TermsLink({ of }: { of: TermsName }) {
  return (
    <Press className="link inline" to={paths.terms(of)} testId={`terms-${of}`}>
      {useTerms(of).title}
    </Press>
  )
}

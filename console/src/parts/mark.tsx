export type Tone = 'calm' | 'wait' | 'good' | 'bad'

/** A state as a dot and a word: colour alone never carries it. */
export function Mark({ tone, children }: { tone: Tone; children: string }) {
  return <span className={`mark mark-${tone}`}>{children}</span>
}

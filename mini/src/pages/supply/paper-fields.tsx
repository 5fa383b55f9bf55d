import { Box } from '../../elements/box.tsx'
import { FileField } from '../../parts/file-field.tsx'
import { Field } from '../../parts/form.tsx'
import { useWords } from '../../words/words.ts'

export type Paper = { number: string; fileId: string; until: string }
export const noPaper: Paper = { number: '', fileId: '', until: '' }

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
export const isComplete = ({ number, fileId, until }: Paper) => number.trim().length >= 4 && fileId !== '' && (until === '' || isDay(until))

/** A paper counts to the end of its last day in Beijing. */
export const toDocument = ({ number, fileId, until }: Paper) => ({
  number: number.trim(),
  fileId: fileId as never,
  expiresAt: until === '' ? null : `${until}T15:59:59Z`,
})

type PaperFieldsProps = { kind: 'licence' | 'food_permit'; paper: Paper; onChange: (paper: Paper) => void; pressed: boolean }

/** Number, scan and last day of a licence or permit. */
export function PaperFields({ kind, paper, onChange, pressed }: PaperFieldsProps) {
  const words = useWords().supply
  const set = (part: Partial<Paper>) => onChange({ ...paper, ...part })
  return (
    <Box>
      <Field
        name={words.numberOf[kind]}
        value={paper.number}
        onInput={(number) => set({ number })}
        maxLength={40}
        wrong={pressed && paper.number.trim().length < 4 ? words.numberWrong : undefined}
        testId={`${kind}-number`}
      />
      <FileField
        name={words.scanOf[kind]}
        fileId={paper.fileId}
        onChange={(fileId) => set({ fileId })}
        wrong={pressed && paper.fileId === '' ? words.fileWrong : undefined}
        testId={`${kind}-file`}
      />
      <Field
        name={words.lastDay}
        value={paper.until}
        onInput={(until) => set({ until: until.trim() })}
        maxLength={10}
        placeholder="2030-12-31"
        hint={words.lastDayHint}
        wrong={pressed && paper.until !== '' && !isDay(paper.until) ? words.lastDayWrong : undefined}
        testId={`${kind}-until`}
      />
    </Box>
  )
}

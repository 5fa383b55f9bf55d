import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { LeadPage } from '../../parts/lead.tsx'
import { Head } from '../../parts/list.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { OfLead } from './index.tsx'

type Note = LeadPage['notes'][number]

/** What the owner wrote down, for the owner alone. */
export function Notes({ lead, onChange }: OfLead) {
  const { lead: words } = useWords()
  const { language } = usePreferences()
  const [open, setOpen] = useState<Note | 'new'>()
  const today = now().toISOString()
  return (
    <>
      <Head title={words.noteTitle}>
        <Button kind="outline" small icon="pen" onPress={() => setOpen('new')} testId="add-note">
          {words.addNote}
        </Button>
      </Head>
      <Box className="card block no-top flush" testId="notes">
        {lead.notes.length === 0 && (
          <Text as="p" className="sec tag-row">
            {words.noNotes}
          </Text>
        )}
        {lead.notes.map((note) => (
          <Press key={note.id} className="row top tag-row wide-row" onPress={() => setOpen(note)} testId="note">
            <Box className="col grow">
              <Text as="p" className="pre">
                {note.words}
              </Text>
              <Text className="t12 sec num">
                {[formatTime(note.at, language, today), ...(note.changedAt ? [words.edited] : [])].join(' · ')}
              </Text>
            </Box>
            <Icon name="pen" size="m" />
          </Press>
        ))}
      </Box>
      {open && <NoteSheet lead={lead} onChange={onChange} note={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function NoteSheet({ lead, onChange, note, onClose }: OfLead & { note: Note | undefined; onClose: () => void }) {
  const { lead: words, save, remove } = useWords()
  const { busy, act } = useAct()
  const intention = useIntention()
  const [said, setSaid] = useState(note?.words ?? '')
  const { person } = lead
  const change = (text: string | null) =>
    act(async () => {
      if (note) onChange(await call('PUT /my/leads/:person/notes/:id', { params: { person, id: note.id }, body: { words: text } }))
      else onChange(await call('POST /my/leads/:person/notes', { params: { person }, body: { words: text ?? '' }, intention }))
      intention.fulfilled()
      onClose()
    })
  return (
    <Sheet
      title={words.addNote}
      onClose={onClose}
      testId="note-sheet"
      foot={
        <>
          {note && (
            <Button kind="quiet" busy={busy} onPress={() => change(null)} testId="delete-note">
              {remove}
            </Button>
          )}
          <Button wide busy={busy} disabled={said.trim() === ''} onPress={() => change(said)} testId="save-note">
            {save}
          </Button>
        </>
      }
    >
      <Field name={words.noteTitle} long value={said} onInput={setSaid} maxLength={500} hint={words.noteHint} testId="note-words" />
    </Sheet>
  )
}

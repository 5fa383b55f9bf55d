import { useState } from 'react'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { type Card, CardView } from '../../parts/card/card-view.tsx'
import { ownTopbar } from '../../platform/title.ts'
import { useWords } from '../../words/words.ts'
import { type CardInput, draftOf } from './draft.ts'

/** The card itself, half as large, changing with every letter; opened, all of it. */
export function Preview({ card, shown }: { card: CardInput; shown: Card }) {
  const words = useWords().cards.edit
  const [open, setOpen] = useState(false)
  return (
    <Box className={`preview${ownTopbar ? ' under-bar' : ''}${open ? ' all' : ''}`} testId="preview">
      <Box className="row between pad">
        <Box className="col">
          <Text as="h2" className="h2">
            {words.preview}
          </Text>
          <Text className="t12 sec">{words.previewNote}</Text>
        </Box>
        <Press className="link t14" onPress={() => setOpen(!open)} testId="open-preview">
          {open ? words.backToEdit : words.fullPreview}
        </Press>
      </Box>
      <Box className={`preview-frame${open ? ' open' : ''}`}>
        <Box className="preview-page">
          <CardView card={draftOf(card, shown)} />
        </Box>
        <Box className="preview-cover" />
      </Box>
    </Box>
  )
}

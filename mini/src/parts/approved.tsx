import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { ApprovedSentence, Draft as DraftSchema } from '../../../contract/draft.ts'
import { Box } from '../elements/box.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'
import '../styles/draft.css'

export type Draft = z.output<typeof DraftSchema>
export type Source = Draft['sentences'][number]['sources'][number]
type Approved = ApprovedSentence & { listingId?: string; title?: string }

/** Sentences that the owner approved, each opening to what it rests on. */
export function ApprovedList({ sentences }: { sentences: Approved[] }) {
  if (sentences.length === 0) return null
  return (
    <Box as="ul" className="told">
      {sentences.map((sentence) => (
        <Box as="li" key={`${sentence.listingId}${sentence.words}`} className="told-one">
          <Box className="told-dot" />
          <Box className="col grow">
            <Text as="p" className="t16">
              {sentence.words}
            </Text>
            <Sources sources={sentence.sources}>
              {sentence.listingId && (
                <Press className="link t12 source" to={paths.product(sentence.listingId)}>
                  {sentence.title}
                </Press>
              )}
            </Sources>
          </Box>
        </Box>
      ))}
    </Box>
  )
}

/** What a sentence rests on, word for word, folded until asked for. */
export function Sources({ sources, children }: { sources: Source[]; children?: ReactNode }) {
  const words = useWords().draft
  const [open, setOpen] = useState(false)
  return (
    <>
      <Box className="row wrap tight">
        {children}
        <Press className="row tight link t12 source" onPress={() => setOpen(!open)} on={open} testId="open-sources">
          <Icon name="doc" size="s" />
          <Text>{open ? words.hide : words.sources}</Text>
        </Press>
      </Box>
      {open &&
        sources.map(({ kind, label, words: said }) => (
          <Box key={`${kind}${said}`} className="quoted" testId="source">
            <Text as="p" className="t12 sec">
              {label ? `${words.source[kind]} · ${label}` : words.source[kind]}
            </Text>
            <Text as="p" className="t14">
              {said}
            </Text>
          </Box>
        ))}
    </>
  )
}

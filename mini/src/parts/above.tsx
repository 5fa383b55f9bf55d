import type { ReactNode } from 'react'
import { Box } from '../elements/box.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { useDialog } from '../platform/dialog.ts'
import { type Question, useNotice, useQuestion } from '../tell.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** What any page may show above itself: a passing notice, a question. */
export function Above() {
  const notice = useNotice()
  const question = useQuestion()
  return (
    <>
      {question && <Ask {...question} />}
      <Box className="toast" role="status">
        {notice && (
          <Text as="p" className="say" testId="notice">
            {notice.words}
          </Text>
        )}
      </Box>
    </>
  )
}

function Ask({ title, words, yes, no, danger, answer }: Question) {
  useDialog(() => answer(false))
  return (
    <>
      <Press className="scrim" label={no} onPress={() => answer(false)} />
      <Box className="ask" role="dialog" label={title}>
        <Text as="h2" className="h2">
          {title}
        </Text>
        {words && (
          <Text as="p" className="sec mt8">
            {words}
          </Text>
        )}
        <Box className="pair mt16">
          <Button kind="quiet" onPress={() => answer(false)} testId="ask-no">
            {no}
          </Button>
          <Button kind={danger ? 'danger' : 'fill'} onPress={() => answer(true)} testId="ask-yes">
            {yes}
          </Button>
        </Box>
      </Box>
    </>
  )
}

/** A drawer from below, for a choice or an explanation that belongs to the page. */
export function Sheet({
  title,
  onClose,
  children,
  foot,
  testId,
}: {
  title: string
  onClose: () => void
  children: ReactNode
  foot?: ReactNode
  testId?: string
}) {
  const words = useWords()
  useDialog(onClose)
  return (
    <>
      <Press className="scrim" label={words.close} onPress={onClose} />
      <Box className="sheet" role="dialog" label={title} testId={testId}>
        <Box className="head">
          <Text as="h2" className="h2">
            {title}
          </Text>
          <Press className="iconbtn" onPress={onClose} label={words.close} testId="close">
            <Icon name="x" />
          </Press>
        </Box>
        <Box className="inside">{children}</Box>
        {foot && <Box className="sheetfoot">{foot}</Box>}
      </Box>
    </>
  )
}

import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips } from '../../parts/form.tsx'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { isComplete, noPaper, PaperFields, toDocument } from './paper-fields.tsx'

type Kind = 'licence' | 'food_permit'

/** Shows a renewed paper before the old one ends. */
export function Renewal({ onShown }: { onShown: () => void }) {
  const words = useWords().supply
  const [kind, setKind] = useState<Kind>()
  const [paper, setPaper] = useState(noPaper)
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const show = () => {
    setPressed(true)
    if (!kind || !isComplete(paper)) return
    act(async () => {
      await call('POST /my/supplier/documents', { body: { kind, ...toDocument(paper) } })
      tell(words.sent)
      setKind(undefined)
      setPaper(noPaper)
      setPressed(false)
      onShown()
    })
  }
  const choices = (['licence', 'food_permit'] as const).map((value) => ({ value, name: words.kinds[value] }))
  return (
    <Box className="card block">
      <Text as="h2" className="b">
        {words.renew}
      </Text>
      <Text as="p" className="sec mt4">
        {words.renewWords}
      </Text>
      <Box className="mt8">
        <Chips name={words.renew} choices={choices} value={kind} onChange={setKind} />
      </Box>
      {kind && (
        <>
          <PaperFields kind={kind} paper={paper} onChange={setPaper} pressed={pressed} />
          <Button wide busy={busy} onPress={show} testId="renew">
            {words.renewGo}
          </Button>
        </>
      )}
    </Box>
  )
}

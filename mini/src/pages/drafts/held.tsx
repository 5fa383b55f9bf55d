import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import type { Draft } from '../../parts/approved.tsx'
import { Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { useWords } from '../../words/words.ts'

/** What a model wrote that rests on nothing, each with what is wrong with it. */
export function Held({ refused }: { refused: Draft['refused'] }) {
  const words = useWords().draft
  return (
    <>
      <Head title={words.held(refused.length)} />
      <Box className="card block no-top" testId="held">
        <Text as="p" className="t12 sec">
          {words.heldNote}
        </Text>
        {refused.map(({ words: said, because }) => (
          <Box key={said} className="mt12">
            <Text as="p" className="sec struck">
              {said}
            </Text>
            <Box className="row wrap tight mt4">
              {because.slice(0, 3).map(({ kind, text }) => (
                <Tag key={`${kind}${text}`} tone="amber">{`${words.because[kind]}：${text}`}</Tag>
              ))}
            </Box>
          </Box>
        ))}
      </Box>
    </>
  )
}

import { Box } from '../elements/box.tsx'
import { Text } from '../elements/text.tsx'
import { useWords } from '../words/words.ts'

/** What a course or consultation holds, head by head. */
export function Outline({ heads }: { heads: readonly string[] }) {
  const words = useWords().digital
  return (
    <Box as="section" className="card block" testId="outline">
      <Text as="h2" className="b">
        {words.outline}
      </Text>
      <Box as="ol" className="mt8">
        {heads.map((head, at) => (
          <Box as="li" key={head} className="row top mt4">
            <Text className="sec num">{at + 1}</Text>
            <Text className="grow">{head}</Text>
          </Box>
        ))}
      </Box>
    </Box>
  )
}

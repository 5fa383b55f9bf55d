import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { ApprovedList } from '../../parts/approved.tsx'
import { Tag } from '../../parts/marks.tsx'
import { useWords } from '../../words/words.ts'

/** What AI put together of these goods and the owner approved; each sentence opens to its source. */
export function Sentences({ listingId }: { listingId: string }) {
  const words = useWords().draft
  const told = useLoad(`sentences:${listingId}`, () => call('GET /listings/:id/sentences', { params: { id: listingId as never } }))
  const { points = [], explanation = [] } = told.data ?? {}
  if (points.length + explanation.length === 0) return null
  return (
    <Box as="section" className="section" testId="sentences">
      <Box className="row base between wrap tight">
        <Text as="h2" className="h2">
          {points.length > 0 ? words.points : words.explanation}
        </Text>
        <Tag icon="spark">{words.label}</Tag>
      </Box>
      <ApprovedList sentences={points} />
      {points.length > 0 && explanation.length > 0 && (
        <Text as="h3" className="b mt16">
          {words.explanation}
        </Text>
      )}
      <ApprovedList sentences={explanation} />
      <Text as="p" className="t12 sec mt8">
        {words.labelNote}
      </Text>
    </Box>
  )
}

import { useState } from 'react'
import { call, type Reply } from '../api.ts'
import { Box } from '../elements/box.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { useLoad } from '../load.ts'
import { useWords } from '../words/words.ts'
import { Sheet } from './above.tsx'
import '../styles/draft.css'

type Digest = Reply<'GET /products/:id/review-digest'>
type Aspect = Digest['aspects'][number]

/** How many reviews speak well and ill of what, and what they say. */
export function ReviewDigest({ productId }: { productId: string }) {
  const words = useWords().draft
  const digest = useLoad<Digest>(`digest:${productId}`, () =>
    call('GET /products/:id/review-digest', { params: { id: productId as never } }),
  )
  const [open, setOpen] = useState<Aspect>()
  if (!digest.data || digest.data.aspects.length === 0) return null
  const aspects = [...digest.data.aspects].sort((a, b) => b.good + b.bad - a.good - a.bad)
  return (
    <Box className="digest" testId="review-digest">
      <Text as="h3" className="b">
        {words.digest}
      </Text>
      <Box className="aspects">
        {aspects.map((aspect) => (
          <Press key={aspect.aspect} className="aspect" onPress={() => setOpen(aspect)} testId={`aspect-${aspect.aspect}`}>
            <Text className="b t14">{words.aspects[aspect.aspect]}</Text>
            {aspect.good > 0 && <Text className="t12 jade">{words.good(aspect.good)}</Text>}
            {aspect.bad > 0 && <Text className="t12 amber">{words.bad(aspect.bad)}</Text>}
          </Press>
        ))}
      </Box>
      <Text as="p" className="t12 sec">
        {words.digestNote(digest.data.reviewCount)}
      </Text>
      {open && (
        <Sheet title={words.quotes(words.aspects[open.aspect])} onClose={() => setOpen(undefined)} testId="quotes">
          {open.quotes.map(({ reviewId, tone, words: said }) => (
            <Box key={`${reviewId}${said}`} className={`quoted ${tone}`}>
              <Text as="p">{said}</Text>
            </Box>
          ))}
        </Sheet>
      )}
    </Box>
  )
}

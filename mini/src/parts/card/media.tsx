import { useState } from 'react'
import { Box } from '../../elements/box.tsx'
import { Film } from '../../elements/film.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Range } from '../../elements/range.tsx'
import { Text } from '../../elements/text.tsx'
import { lookAt } from '../../platform/look-at.ts'
import { useWords } from '../../words/words.ts'
import { Head } from '../list.tsx'
import type { Card } from './card-view.tsx'

export type Media = Card['media'][number]

/** Pictures, pairs of pictures and films, one under the other. */
export function MediaBlocks({ card, wide }: { card: Card; wide?: boolean }) {
  const words = useWords().cards
  if (card.media.length === 0) return null
  return (
    <>
      <Head title={words.media} />
      {card.media.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name and stay in their order
        <Box key={at} className={`media${wide ? ' wide' : ''}`} testId={`media-${block.kind}`}>
          <Block block={block} />
          {block.caption !== '' && (
            <Text as="p" className="t12 sec caption">
              {block.caption}
            </Text>
          )}
        </Box>
      ))}
    </>
  )
}

function Block({ block }: { block: Media }) {
  const words = useWords().cards
  if (block.kind === 'video') return <Film src={block.video} cover={block.cover} label={block.caption || words.play} />
  if (block.kind === 'compare') return <Compare before={block.before} after={block.after} />
  const { pictures } = block
  return (
    <Box className={`shots of-${Math.min(pictures.length, 3)}`}>
      {pictures.map((path, at) => (
        <Press key={path} className="shot-frame" label={words.picture(at + 1)} onPress={() => lookAt(path, pictures)}>
          <Picture src={path} />
        </Press>
      ))}
    </Box>
  )
}

/** Two pictures of one thing; the handle says how much of which. */
function Compare({ before, after }: { before: string; after: string }) {
  const words = useWords().cards
  const [share, setShare] = useState(50)
  return (
    <>
      <Box className="compare">
        <Picture src={after} alt={words.compareAfter} />
        <Box className="over" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
          <Picture src={before} alt={words.compareBefore} />
        </Box>
        <Box className="divide" style={{ left: `${share}%` }} />
        <Text className="side left t12">{words.compareBefore}</Text>
        <Text className="side right t12">{words.compareAfter}</Text>
      </Box>
      <Range value={share} onChange={setShare} label={words.compareHint} className="compare-range" testId="compare" />
    </>
  )
}

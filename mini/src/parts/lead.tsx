import type { z } from 'zod'
import type { LeadPage as LeadPageSchema, LeadStage, LeadTag } from '../../../contract/lead.ts'
import { Box } from '../elements/box.tsx'
import type { Dictionary } from '../words/words.ts'
import { Tag, type Tone } from './marks.tsx'

export type LeadPage = z.output<typeof LeadPageSchema>

export const stageTones: Record<z.output<typeof LeadStage>, Tone> = {
  looked: '',
  interested: 'amber',
  in_touch: 'accent',
  ordered: 'jade',
  returning: 'jade',
  lost: '',
}

type Somebody = { nickname: string | null; fromNickname: string | null }
export const leadName = ({ nickname, fromNickname }: Somebody, words: Dictionary['visitors']): string =>
  nickname ?? words.anonymous(fromNickname)

export function LeadTags({ tags }: { tags: z.output<typeof LeadTag>[] }) {
  if (tags.length === 0) return null
  return (
    <Box className="row wrap tight mt8">
      {tags.map(({ tag, learntFrom }) => (
        <Tag key={tag} {...(learntFrom && { icon: 'spark' as const })}>
          {tag}
        </Tag>
      ))}
    </Box>
  )
}

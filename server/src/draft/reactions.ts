import type { Reaction } from '#platform/jobs'
import { writeDraft } from './service.ts'

const writing: Reaction<'draft.asked'> = { name: 'draft.write', on: 'draft.asked', run: (ctx, { draftId }) => writeDraft(ctx, draftId) }

export const draftReactions = [writing]

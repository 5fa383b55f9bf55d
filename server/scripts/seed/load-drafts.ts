import type { DraftKind } from '@lianka/contract/draft'
import type { ListingId } from '@lianka/contract/ids'
import { askDraft, decideSentence } from '#draft/service'
import { Refusal } from '#platform/errors'
import { asMember, hoursBefore, later, named, type Stage } from './stage.ts'

const goodsPerShop = 3
const approvedPerDraft = 4
const daysAgo = 6

/** Every shopkeeper had sentences put together and approved most of them; one draft of Wang's still waits to be read. */
export async function loadDrafts(stage: Stage): Promise<void> {
  const wang = named(stage.people, 'wang-fang').id
  let minutes = 0
  for (const shop of stage.shops.values()) {
    const write = async (kind: DraftKind, listingId: ListingId | null, approved: number) => {
      minutes += 1
      const at = later(hoursBefore(stage, daysAgo * 24), { minutes })
      try {
        const own = asMember(stage, at, shop.ownerId, shop.id)
        const draft = await askDraft(own, { kind, listingId })
        for (const { place } of draft.sentences.slice(0, approved)) await decideSentence(own, draft.id, place, { state: 'approved' })
      } catch (error) {
        // Of some goods too little is known; the shopkeeper is told so and goes on.
        if (!(error instanceof Refusal) || error.code !== 'draft.nothing_known') throw error
      }
    }
    const listings = [...shop.listings.values()]
    await write('story', null, approvedPerDraft - 1)
    for (const listingId of listings.slice(0, goodsPerShop)) {
      await write('points', listingId, approvedPerDraft)
      await write('explanation', listingId, approvedPerDraft + 1)
    }
    const next = listings[goodsPerShop]
    if (shop.ownerId === wang && next) await write('points', next, 0)
  }
}

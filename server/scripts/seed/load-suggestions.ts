import { listRecommendations, reckonTrends, startExperiment, writeShown } from '#recommendation/service'
import { recordVisits } from '#visitor/service'
import { asMember, asOperator, asSystem, hoursBefore, type Stage } from './stage.ts'

const days = 10
const comparedDays = 7
/** Every so many people who open the home page on a day; one of five taps on a suggestion. */
const everyPerson = 4
const everyTap = 5

/** People open the home page day after day and tap on some of what is suggested, through the same services as everybody. */
export async function loadSuggestions(stage: Stage): Promise<void> {
  await reckonTrends(asSystem(stage, hoursBefore(stage, days * 24)))
  const people = [...stage.people.values()]
  let opened = 0
  for (let day = days; day >= 0; day -= 1) {
    if (day === comparedDays)
      await startExperiment(asOperator(stage, hoursBefore(stage, day * 24)), {
        name: '多给新商品一些位置',
        variant: 'more_trials',
        sharePercent: 30,
      })
    for (const [at, person] of people.entries()) {
      if ((at + day) % everyPerson !== 0) continue
      const ctx = asMember(stage, hoursBefore(stage, day * 24 + 1, at * 60), person.id)
      const { personal, variant, items } = await listRecommendations(ctx, { visitorId: person.visitorId, limit: 10 })
      opened += 1
      const tapped = items[(opened * 3 + day) % Math.max(1, items.length)]
      if (!personal || !tapped || opened % everyTap !== 0) continue
      const detail = `suggested:${variant}${tapped.reason.code.startsWith('new_') ? ':trial' : ''}`
      const event = { id: `seed-suggested-${opened}`, kind: 'click' as const, subject: 'product' as const, subjectId: tapped.listingId }
      await recordVisits(ctx, { visitorId: person.visitorId, events: [{ ...event, at: ctx.clock.now().toISOString(), detail }] })
    }
    await writeShown(asSystem(stage, hoursBefore(stage, day * 24 + 1)))
  }
  await reckonTrends(asSystem(stage, stage.loadedAt))
}

import { formatTime } from '../../../../design/dates.ts'
import type { Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Row } from '../../parts/list.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import { changesOf } from './changes.ts'

type Published = Reply<'GET /plans/current'>

/** Versions to come, each against the one before it: from when, why, and what changes. */
export function Announced({ published }: { published: Published }) {
  const words = useWords()
  const { language } = usePreferences()
  const today = now().toISOString()
  return published.announced.map(({ plan, effectiveAt, announcement }, at) => {
    const before = published.announced[at - 1]?.plan ?? published.plan
    const changes = changesOf(before, plan, published.designatedNames, words)
    return (
      <Box key={plan.version} className="card block" testId={`announced-${plan.version}`}>
        <Box className="row tight">
          <Box className="amber">
            <Icon name="clock" size="m" />
          </Box>
          <Text as="h2" className="h2 grow">
            {words.planMore.next(plan.version)}
          </Text>
        </Box>
        <Text as="p" className="sec mt4">
          {words.planMore.nextFrom(formatTime(effectiveAt, language, today))}
        </Text>
        {announcement && (
          <Text as="p" className="pre mt12">
            {announcement}
          </Text>
        )}
        <Text as="h3" className="b mt12">
          {changes.length > 0 ? words.planMore.changes : words.planMore.same}
        </Text>
        {changes.map((change) =>
          change.name ? (
            <Row key={change.name} name={change.name} strong>
              {change.words}
            </Row>
          ) : (
            <Text as="p" key={change.words} className="mt4">
              {change.words}
            </Text>
          ),
        )}
      </Box>
    )
  })
}

import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { openEvidence } from '../../evidence.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import { Icon } from '../icon.tsx'
import { Head } from '../list.tsx'
import { Tag } from '../marks.tsx'
import type { Card } from './card-view.tsx'

/** Counted reasons to trust, each with its source. */
export function Facts({ card }: { card: Card }) {
  const words = useWords().card
  const { language } = usePreferences()
  if (card.facts.length === 0) return null
  return (
    <>
      <Head title={words.facts}>
        <Tag icon="check">{words.counted}</Tag>
      </Head>
      <Box as="ol" className="card block no-top flush cells" testId="facts">
        {card.facts.map((fact, at) => (
          <Box as="li" key={fact.en} className="row top item reason">
            <Text className="t20 b sec">{at + 1}</Text>
            <Box className="col grow">
              <Text className="t16">{fact[language]}</Text>
              <Source words={language === 'zh' ? fact.sourceZh : fact.sourceEn} path={fact.path} />
            </Box>
          </Box>
        ))}
      </Box>
    </>
  )
}

function Source({ words, path }: { words: string; path: string | null }) {
  if (!path) return <Text className="t12 sec">{words}</Text>
  return (
    <Press className="row tight link t12 source" onPress={() => openEvidence(path)}>
      <Icon name="doc" size="s" />
      <Text>{words}</Text>
    </Press>
  )
}

/** What the owner says of themself; where there is a proof, anybody may open it. */
export function Honours({ card, framed }: { card: Card; framed?: boolean }) {
  const words = useWords().cards
  if (card.honours.length === 0) return null
  return (
    <>
      <Head title={words.honours} />
      <Box as="ul" className={framed ? 'honours framed' : 'card block no-top flush cells honours'} testId="honours">
        {card.honours.map(({ words: said, proof }) => (
          <Box as="li" key={said} className={`item honour${proof ? ' proven' : ''}`}>
            <Text className="t16">{said}</Text>
            {proof && (
              <Press className="row tight link t12 source" onPress={() => openEvidence(proof)} testId="open-proof">
                <Icon name="shield" size="s" />
                <Text>{words.proof}</Text>
              </Press>
            )}
          </Box>
        ))}
      </Box>
    </>
  )
}

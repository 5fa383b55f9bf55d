import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { openEvidence } from '../../evidence.ts'
import { Icon } from '../../parts/icon.tsx'
import { Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { Card } from './index.tsx'

/** Counted reasons to trust, each with its source. */
export function Facts({ card }: { card: Card }) {
  const words = useWords().card
  const { language } = usePreferences()
  return (
    <>
      <Head title={words.facts}>
        <Tag icon="check">{words.counted}</Tag>
      </Head>
      <Box as="ol" className="card block no-top flush cells" testId="facts">
        {card.facts.map((fact, at) => (
          <Box as="li" key={fact.en} className="row top item fact">
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

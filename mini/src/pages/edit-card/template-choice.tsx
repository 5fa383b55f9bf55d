import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { type CardTemplate, cardTemplates } from '../../parts/card/card-view.tsx'
import { useWords } from '../../words/words.ts'

/** Six compositions as little sketches of themselves. */
export function TemplateChoice({ value, onChange }: { value: CardTemplate; onChange: (template: CardTemplate) => void }) {
  const words = useWords().cards
  return (
    <>
      <Text as="h2" className="h2 pad mt16">
        {words.edit.template}
      </Text>
      <Box className="templates" role="radiogroup" label={words.edit.template}>
        {cardTemplates.map((template) => (
          <Press
            key={template}
            className={`template${template === value ? ' on' : ''}`}
            role="radio"
            on={template === value}
            onPress={() => onChange(template)}
            testId={`template-${template}`}
          >
            <Box className={`sketch of-${template}`}>
              <Box className="s-back" />
              <Box className="s-face" />
              <Box className="s-name" />
              <Box className="s-line" />
              <Box className="s-line short" />
            </Box>
            <Text className="t14 b">{words.templates[template]}</Text>
            <Text className="t12 sec">{words.templatesHint[template]}</Text>
          </Press>
        ))}
      </Box>
    </>
  )
}

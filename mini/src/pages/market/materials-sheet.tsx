import { call } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Await } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import type { Offer } from './offer-card.tsx'
import './index.css'

/** The supplier's words and pictures, to be copied into one's own post. */
export function MaterialsSheet({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const words = useWords()
  const materials = useLoad(`materials:${offer.productId}`, () =>
    call('GET /market/:productId/materials', { params: { productId: offer.productId } }),
  )
  return (
    <Sheet title={words.offers.materialsOf(offer.title)} onClose={onClose} testId="materials">
      <Await from={materials}>
        {({ items }) =>
          items.map(({ text, pictures }) => (
            <Box key={text} className="card block">
              <Text as="p" className="material-text">
                {text}
              </Text>
              <Box className="material-pictures mt8">
                {pictures.map((path) => (
                  <Box key={path} className="thumb">
                    <Picture src={path} />
                  </Box>
                ))}
              </Box>
              <Box className="mt8">
                <Button kind="outline" small onPress={() => copy(text, words.copied)} testId="copy-material">
                  {words.offers.copyText}
                </Button>
              </Box>
            </Box>
          ))
        }
      </Await>
      <Text as="p" className="smallprint">
        {words.offers.materialsNote}
      </Text>
    </Sheet>
  )
}

import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import type { Card } from './card-view.tsx'
import { Contacts } from './contacts.tsx'

export type HeadProps = { card: Card; onChange: () => void }

const placeOf = ({ shopName, region }: Card) => [shopName, region].filter(Boolean).join(' · ')

const Name = ({ card }: { card: Card }) => (
  <Text as="h2" className="person-name" testId="card-name">
    {card.name}
  </Text>
)

const Portrait = ({ card, className }: { card: Card; className: string }) => (
  <Box className={className}>
    <Picture src={card.portrait} alt={card.name} eager />
  </Box>
)

/** The shop front behind, the portrait before it. */
export function StorefrontHead({ card, onChange }: HeadProps) {
  return (
    <>
      <Box className="front">
        <Picture src={card.front} eager />
      </Box>
      <Box as="section" className="card identity">
        <Box className="row top who-row">
          <Portrait card={card} className="portrait" />
          <Box className="col grow">
            <Name card={card} />
            <Text className="sec">{card.title}</Text>
            <Text className="sec">{card.region}</Text>
          </Box>
        </Box>
        {card.slogan && (
          <Text as="p" className="t16 mt16">
            {card.slogan}
          </Text>
        )}
        <Contacts card={card} onChange={onChange} />
      </Box>
    </>
  )
}

/** Words before pictures: a sheet of letter paper with a red edge. */
export function LetterHead({ card, onChange }: HeadProps) {
  return (
    <Box as="section" className="letter">
      <Text className="acc t12 place">{placeOf(card)}</Text>
      <Name card={card} />
      <Text className="sec t16">{card.title}</Text>
      <Box className="dash" />
      {card.slogan && (
        <Text as="p" className="t24 saying">
          {card.slogan}
        </Text>
      )}
      <Contacts card={card} onChange={onChange} />
      {card.story && (
        <Text as="p" className="t16 pre mt16">
          {card.story}
        </Text>
      )}
      <Box className="row mt24 signed">
        <Text className="t16 grow end">{card.name}</Text>
        <Portrait card={card} className="seal" />
      </Box>
    </Box>
  )
}

/** A window with the portrait in it, everything on one axis. */
export function WindowHead({ card, onChange }: HeadProps) {
  return (
    <Box as="section" className="window">
      <Box className="pane">
        <Portrait card={card} className="view" />
        <Name card={card} />
        <Text className="sec">{[card.title, card.region].filter(Boolean).join(' · ')}</Text>
        <Box className="dash" />
        {card.slogan && (
          <Text as="p" className="t16 saying">
            {card.slogan}
          </Text>
        )}
        <Contacts card={card} onChange={onChange} />
      </Box>
    </Box>
  )
}

/** A business card as it lies in the hand, dark. */
export function NightHead({ card, onChange }: HeadProps) {
  return (
    <>
      <Box as="section" className="night">
        <Box className="row top between">
          <Box className="col grow">
            <Name card={card} />
            <Text className="soft">{card.title}</Text>
          </Box>
          <Portrait card={card} className="stamp" />
        </Box>
        <Box className="row between mt24 below">
          <Text className="soft t12">{placeOf(card)}</Text>
        </Box>
      </Box>
      {card.slogan && (
        <Text as="p" className="t20 pad mt16">
          {card.slogan}
        </Text>
      )}
      <Box className="card block flush reach-card">
        <Contacts card={card} onChange={onChange} />
      </Box>
    </>
  )
}

/** The portrait fills the page; the name lies on its foot. */
export function AlbumHead({ card, onChange }: HeadProps) {
  return (
    <>
      <Box as="section" className="album">
        <Picture src={card.portrait} alt={card.name} eager />
        <Box className="veil">
          <Name card={card} />
          <Text className="t14">{[card.title, card.region].filter(Boolean).join(' · ')}</Text>
          {card.slogan && (
            <Text as="p" className="t16 mt8">
              {card.slogan}
            </Text>
          )}
        </Box>
      </Box>
      <Box className="card block flush reach-card raised">
        <Contacts card={card} onChange={onChange} />
      </Box>
    </>
  )
}

/** Short and to the point: what follows are the proofs. */
export function ProofHead({ card, onChange }: HeadProps) {
  return (
    <Box as="section" className="card block dossier">
      <Box className="row">
        <Portrait card={card} className="pass" />
        <Box className="col grow">
          <Name card={card} />
          <Text className="sec">{card.title}</Text>
          <Text className="t12 sec">{placeOf(card)}</Text>
        </Box>
      </Box>
      {card.slogan && (
        <Text as="p" className="mt12 quoted">
          {card.slogan}
        </Text>
      )}
      <Contacts card={card} onChange={onChange} />
    </Box>
  )
}

import Taro from '@tarojs/taro'
import { useAct } from '../../act.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { Tag } from '../../parts/marks.tsx'
import { saveContact } from '../../platform/contact.ts'
import { usePreferences } from '../../preferences.ts'
import { note } from '../../visits.ts'
import { useWords } from '../../words/words.ts'
import type { Card } from './index.tsx'

/** Who it is: the shop front behind, the portrait before it, what has been checked, and the ways to reach the person. */
export function Identity({ card }: { card: Card }) {
  const { language } = usePreferences()
  return (
    <>
      <Box className="front">
        <Picture src={card.front} eager />
      </Box>
      <Box as="section" className="card identity">
        <Box className="row top who-row">
          <Box className="portrait">
            <Picture src={card.portrait} alt={card.name} eager />
          </Box>
          <Box className="col grow">
            <Text as="h2" className="name" testId="card-name">
              {card.name}
            </Text>
            <Text className="sec">{card.title}</Text>
            <Text className="sec">{card.region}</Text>
          </Box>
        </Box>
        {card.slogan && (
          <Text as="p" className="t16 mt16">
            {card.slogan}
          </Text>
        )}
        {card.marks.length > 0 && (
          <Box className="row tight wrap mt12">
            {card.marks.map((mark) => (
              <Tag key={mark.en} tone="jade" icon="shield">
                {mark[language]}
              </Tag>
            ))}
          </Box>
        )}
        <Contacts card={card} />
      </Box>
    </>
  )
}

function Contacts({ card }: { card: Card }) {
  const words = useWords().card
  const { act } = useAct()
  const click = (detail: string) => note({ kind: 'click', subject: 'card', subjectId: card.memberId, detail })
  const { phone, wechatId } = card
  return (
    <Box className="contacts">
      {phone && (
        <Contact
          icon="phone"
          name={words.call}
          onPress={() => {
            click('call')
            Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
          }}
        />
      )}
      {wechatId && (
        <Contact
          icon="wechat"
          name={words.wechat}
          onPress={() => {
            click('wechat')
            copy(wechatId, words.wechatCopied)
          }}
        />
      )}
      <Contact
        icon="contacts"
        name={words.save}
        onPress={() => {
          click('save')
          act(() => saveContact({ ...card, organization: card.shopName ?? '' }))
        }}
      />
    </Box>
  )
}

function Contact({ icon, name, onPress }: { icon: IconName; name: string; onPress: () => void }) {
  return (
    <Press className="contact" onPress={onPress} testId={`contact-${icon}`}>
      <Icon name={icon} />
      <Text>{name}</Text>
    </Press>
  )
}

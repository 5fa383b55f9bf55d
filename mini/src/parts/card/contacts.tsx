import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { go } from '../../navigation.ts'
import { paths } from '../../paths.ts'
import { saveContact } from '../../platform/contact.ts'
import { session } from '../../session.ts'
import { tell } from '../../tell.ts'
import { note } from '../../visits.ts'
import { useWords } from '../../words/words.ts'
import { Sheet } from '../above.tsx'
import { Button } from '../button.tsx'
import { Field } from '../form.tsx'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icons.ts'
import type { Card } from './card-view.tsx'

/** The ways to reach a person: those everybody sees, those one was let see, and asking for them. */
export function Contacts({ card, onChange }: { card: Card; onChange: () => void }) {
  const words = useWords()
  const { act } = useAct()
  const [asking, setAsking] = useState(false)
  const click = (detail: string) => note({ kind: 'click', subject: 'card', subjectId: card.memberId, detail })
  const { phone, wechatId, contactAccess: access } = card
  const ask = () => (session.get() ? setAsking(true) : go(paths.login))
  return (
    <>
      <Box className="contacts">
        {phone && (
          <Contact
            icon="phone"
            name={words.card.call}
            onPress={() => {
              click('call')
              Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
            }}
          />
        )}
        {wechatId && (
          <Contact
            icon="wechat"
            name={words.card.wechat}
            onPress={() => {
              click('wechat')
              copy(wechatId, words.card.wechatCopied)
            }}
          />
        )}
        {access === 'ask' && <Contact icon="lock" name={words.cards.contact.ask} onPress={ask} />}
        {access === 'requested' && <Contact icon="clock" name={words.cards.contact.requested} />}
        {access === 'wait' && <Contact icon="clock" name={words.cards.contact.wait} onPress={() => tell(words.cards.contact.waitWords)} />}
        <Contact
          icon="contacts"
          name={words.card.save}
          onPress={() => {
            click('save')
            act(() => saveContact({ ...card, organization: card.shopName ?? '', onlyMe: access === 'approved' }))
          }}
        />
      </Box>
      {access === 'approved' && (
        <Text as="p" className="t12 sec center only-you" testId="only-you">
          {words.cards.contact.onlyYou}
        </Text>
      )}
      {asking && <AskSheet card={card} onClose={() => setAsking(false)} onSent={onChange} />}
    </>
  )
}

function Contact({ icon, name, onPress }: { icon: IconName; name: string; onPress?: () => void }) {
  return (
    <Press className="contact" onPress={onPress} disabled={!onPress} testId={`contact-${icon}`}>
      <Icon name={icon} />
      <Text>{name}</Text>
    </Press>
  )
}

function AskSheet({ card, onClose, onSent }: { card: Card; onClose: () => void; onSent: () => void }) {
  const words = useWords().cards.contact
  const [said, setSaid] = useState('')
  const { busy, act } = useAct()
  const send = () =>
    act(async () => {
      await call('POST /cards/:memberId/contact-requests', { params: { memberId: card.memberId }, body: { words: said } })
      tell(words.sent)
      onClose()
      onSent()
    })
  return (
    <Sheet
      title={words.title}
      onClose={onClose}
      testId="ask-contact"
      foot={
        <Button wide busy={busy} onPress={send} testId="send-request">
          {words.send}
        </Button>
      }
    >
      <Field name={words.words} value={said} onInput={setSaid} maxLength={60} placeholder={words.wordsHint} testId="request-words" />
      <Text as="p" className="t12 sec mt8">
        {words.how}
      </Text>
    </Sheet>
  )
}

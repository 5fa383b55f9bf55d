import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { useLoad } from '../../load.ts'
import { back } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import type { Card } from '../../parts/card/card-view.tsx'
import { Field, Switch } from '../../parts/form.tsx'
import { Cell } from '../../parts/list.tsx'
import { RegionField } from '../../parts/region.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { session } from '../../session.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import type { CardInput } from './draft.ts'
import { HonoursField } from './honours-field.tsx'
import { MediaField } from './media-field.tsx'
import { PortraitField } from './portrait-field.tsx'
import { Preview } from './preview.tsx'
import { TemplateChoice } from './template-choice.tsx'
import './index.css'

type Known = { own: CardInput; shown: Card }

async function loadBoth(): Promise<Known> {
  const own = await call('GET /my/card')
  const me = session.get()?.me.id
  return { own, shown: await call('GET /cards/:memberId', { params: { memberId: me as Card['memberId'] } }) }
}

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function EditCard() {
  const words = useWords().editCard
  // What is being written must not be lost by looking at something else for a moment.
  const card = useLoad('my-card', loadBoth, () => true)
  return (
    <Screen title={words.title} testId="edit-card">
      <Await from={card}>{(found) => <CardForm known={found} />}</Await>
    </Screen>
  )
}

function CardForm({ known }: { known: Known }) {
  const words = useWords()
  const text = words.editCard
  const [card, setCard] = useState(known.own)
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const set = (part: Partial<CardInput>) => setCard((now) => ({ ...now, ...part }))
  const nameWrong = card.name.trim() ? undefined : text.nameWrong
  const phoneWrong = card.phone === null || /^1[3-9]\d{9}$/.test(card.phone) ? undefined : text.phoneWrong
  const regionWrong = /^\d{6}$/.test(card.regionCode) ? undefined : words.addresses.regionWrong
  const save = () => {
    setPressed(true)
    if (nameWrong || phoneWrong || regionWrong) return
    act(async () => {
      const honours = card.honours.filter(({ words: said }) => said.trim() !== '')
      await call('PUT /my/card', { body: { ...card, honours } })
      tell(words.saved)
      back()
    })
  }
  return (
    <>
      <Preview card={card} shown={known.shown} />
      <TemplateChoice value={card.template} onChange={(template) => set({ template })} />
      <Box className="card block flush">
        <PortraitField value={card.portrait} known={known.shown.portrait} onChange={(portrait) => set({ portrait })} />
        <Field
          name={text.name}
          value={card.name}
          onInput={(name) => set({ name })}
          maxLength={20}
          wrong={pressed ? nameWrong : undefined}
          testId="card-name-field"
        />
        <Field name={text.role} value={card.title} onInput={(title) => set({ title })} maxLength={30} />
        <Field
          name={text.slogan}
          value={card.slogan}
          onInput={(slogan) => set({ slogan })}
          maxLength={60}
          placeholder={text.sloganHint}
          testId="card-slogan-field"
        />
        <Field name={text.story} long value={card.story} onInput={(story) => set({ story })} maxLength={1000} />
        <RegionField code={card.regionCode} onChange={(regionCode) => set({ regionCode })} wrong={pressed ? regionWrong : undefined} />
      </Box>
      <HonoursField value={card.honours} onChange={(honours) => set({ honours })} />
      {known.shown.shopId && (
        <Box className="card block flush cells">
          <Cell title={words.draft.storyCell} note={words.draft.storyNote} icon="spark" to={paths.drafts()} testId="story-draft" />
        </Box>
      )}
      <MediaField value={card.media} onChange={(media) => set({ media })} />
      <Box className="card block flush">
        <Field
          name={text.phone}
          kind="phone"
          value={card.phone ?? ''}
          onInput={(phone) => set({ phone: phone || null })}
          maxLength={11}
          wrong={pressed ? phoneWrong : undefined}
        />
        <Switch
          name={text.phoneShown}
          hint={card.phoneShown ? text.shownNote : words.cards.edit.privateNote}
          on={card.phoneShown}
          onChange={(phoneShown) => set({ phoneShown })}
          testId="phone-shown"
        />
        <Field name={text.wechat} value={card.wechatId ?? ''} onInput={(wechatId) => set({ wechatId: wechatId || null })} maxLength={30} />
        <Switch
          name={text.wechatShown}
          hint={card.wechatShown ? text.shownNote : words.cards.edit.privateNote}
          on={card.wechatShown}
          onChange={(wechatShown) => set({ wechatShown })}
          testId="wechat-shown"
        />
      </Box>
      <Box className="pad mt16">
        <Button wide busy={busy} onPress={save} testId="save-card">
          {text.done}
        </Button>
      </Box>
    </>
  )
}

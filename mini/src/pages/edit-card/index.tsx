import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { useLoad } from '../../load.ts'
import { back } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Switch } from '../../parts/form.tsx'
import { RegionField } from '../../parts/region.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type CardInput = Reply<'GET /my/card'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function EditCard() {
  const words = useWords().editCard
  const card = useLoad('my-card', () => call('GET /my/card'))
  return (
    <Screen title={words.title} testId="edit-card">
      <Await from={card}>{(found) => <CardForm known={found} />}</Await>
    </Screen>
  )
}

function CardForm({ known }: { known: CardInput }) {
  const words = useWords()
  const text = words.editCard
  const [card, setCard] = useState(known)
  const [honours, setHonours] = useState(known.honours.join('\n'))
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const set = (part: Partial<CardInput>) => setCard({ ...card, ...part })
  const nameWrong = card.name.trim() ? undefined : text.nameWrong
  const phoneWrong = card.phone === null || /^1[3-9]\d{9}$/.test(card.phone) ? undefined : text.phoneWrong
  const regionWrong = /^\d{6}$/.test(card.regionCode) ? undefined : words.addresses.regionWrong
  const save = () => {
    setPressed(true)
    if (nameWrong || phoneWrong || regionWrong) return
    const lines = honours.split('\n').map((line) => line.trim())
    act(async () => {
      await call('PUT /my/card', { body: { ...card, honours: lines.filter(Boolean).slice(0, 8) } })
      tell(words.saved)
      back()
    })
  }
  return (
    <>
      <Box className="card block flush">
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
        <Field name={text.honours} long value={honours} onInput={setHonours} maxLength={400} />
        <RegionField code={card.regionCode} onChange={(regionCode) => set({ regionCode })} wrong={pressed ? regionWrong : undefined} />
      </Box>
      <Box className="card block flush">
        <Field
          name={text.phone}
          kind="phone"
          value={card.phone ?? ''}
          onInput={(phone) => set({ phone: phone || null })}
          maxLength={11}
          wrong={pressed ? phoneWrong : undefined}
        />
        <Switch name={text.phoneShown} hint={text.shownNote} on={card.phoneShown} onChange={(phoneShown) => set({ phoneShown })} />
        <Field name={text.wechat} value={card.wechatId ?? ''} onInput={(wechatId) => set({ wechatId: wechatId || null })} maxLength={30} />
        <Switch name={text.wechatShown} hint={text.shownNote} on={card.wechatShown} onChange={(wechatShown) => set({ wechatShown })} />
      </Box>
      <Box className="pad mt16">
        <Button wide busy={busy} onPress={save} testId="save-card">
          {text.done}
        </Button>
      </Box>
    </>
  )
}

import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { Field, Tick } from '../../parts/form.tsx'
import { RegionField } from '../../parts/region.tsx'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import type { MySupplier } from './index.tsx'
import { isComplete, noPaper, type Paper, PaperFields, toDocument } from './paper-fields.tsx'

const paperOf = (supplier: MySupplier | null, kind: 'licence' | 'food_permit'): Paper => {
  const shown = supplier?.documents.find((one) => one.kind === kind)
  return shown ? { number: shown.number, fileId: shown.fileId, until: shown.expiresAt?.slice(0, 10) ?? '' } : noPaper
}

/** Who, where, and the papers the law wants. What was returned is filled in already. */
export function ApplicationForm({ supplier, onApplied }: { supplier: MySupplier | null; onApplied: (supplier: MySupplier) => void }) {
  const words = useWords().supply
  const regionWords = useWords().openShop
  const [name, setName] = useState(supplier?.name ?? '')
  const [regionCode, setRegionCode] = useState(supplier?.regionCode ?? '')
  const [story, setStory] = useState(supplier?.story ?? '')
  const [person, setPerson] = useState(supplier?.contact.name ?? '')
  const [phone, setPhone] = useState(supplier?.contact.phone ?? '')
  const [licence, setLicence] = useState(paperOf(supplier, 'licence'))
  const [food, setFood] = useState(supplier?.documents.some(({ kind }) => kind === 'food_permit') ?? false)
  const [permit, setPermit] = useState(paperOf(supplier, 'food_permit'))
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const wrong = {
    name: name.trim().length < 2 ? words.nameWrong : undefined,
    region: regionCode ? undefined : regionWords.regionWrong,
    person: person.trim() ? undefined : words.personWrong,
    phone: /^1\d{10}$/.test(phone) ? undefined : words.phoneWrong,
  }
  const apply = () => {
    setPressed(true)
    if (Object.values(wrong).some(Boolean) || !isComplete(licence) || (food && !isComplete(permit))) return
    act(async () => {
      const contact = { name: person.trim(), phone }
      const papers = { licence: toDocument(licence), foodPermit: food ? toDocument(permit) : null }
      onApplied(await call('PUT /my/supplier', { body: { name: name.trim(), regionCode, story: story.trim(), contact, ...papers } }))
      tell(words.sent)
    })
  }
  const show = (text: string | undefined) => (pressed ? text : undefined)
  return (
    <>
      <Box className="card block flush">
        <Field name={words.name} value={name} onInput={setName} maxLength={40} wrong={show(wrong.name)} testId="supplier-name" />
        <RegionField code={regionCode} onChange={setRegionCode} wrong={show(wrong.region)} />
        <Field name={words.story} long value={story} onInput={setStory} maxLength={500} hint={words.storyHint} testId="supplier-story" />
        <Field name={words.person} value={person} onInput={setPerson} maxLength={20} wrong={show(wrong.person)} testId="supplier-person" />
        <Field
          name={words.phone}
          kind="phone"
          value={phone}
          onInput={setPhone}
          maxLength={11}
          hint={words.phoneHint}
          wrong={show(wrong.phone)}
          testId="supplier-phone"
        />
      </Box>
      <Box className="card block flush">
        <PaperFields kind="licence" paper={licence} onChange={setLicence} pressed={pressed} />
      </Box>
      <Box className="card block flush">
        <Tick on={food} onChange={setFood} testId="sells-food">
          {words.sellsFood}
        </Tick>
        {food && <PaperFields kind="food_permit" paper={permit} onChange={setPermit} pressed={pressed} />}
      </Box>
      <Box className="pad mt16">
        <Button wide busy={busy} onPress={apply} testId="apply-supplier">
          {supplier ? words.again : words.apply}
        </Button>
        <Text as="p" className="t12 sec mt8 center">
          {words.free}
        </Text>
      </Box>
    </>
  )
}

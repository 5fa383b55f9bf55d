import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { RegionField } from '../../parts/region.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { session, useMe } from '../../session.ts'
import { useWords } from '../../words/words.ts'

/** Opening a shop: a name and a place. What is sold in it is chosen next. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function OpenShop() {
  const words = useWords().openShop
  const market = useWords().me.market
  const me = useMe()
  if (me?.shopId) {
    return (
      <Screen title={words.title} testId="open-shop">
        <Empty
          picture="orders"
          title={words.opened}
          words={words.openedWords}
          action={
            <Button to={paths.market} testId="to-market">
              {market}
            </Button>
          }
        />
      </Screen>
    )
  }
  return (
    <Screen title={words.title} testId="open-shop">
      <Text as="p" className="t16 pad mt12">
        {words.lead}
      </Text>
      <ShopForm />
    </Screen>
  )
}

function ShopForm() {
  const words = useWords().openShop
  const me = useMe()
  const [name, setName] = useState('')
  const [intro, setIntro] = useState('')
  const [regionCode, setRegionCode] = useState('')
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const nameWrong = name.trim().length < 2 ? words.nameWrong : undefined
  const regionWrong = regionCode ? undefined : words.regionWrong
  const open = () => {
    setPressed(true)
    if (nameWrong || regionWrong) return
    act(async () => {
      await call('POST /shops', { body: { name, intro, regionCode } })
      session.know(await call('GET /me'))
    })
  }
  return (
    <>
      <Box className="card block flush">
        <Field
          name={words.name}
          value={name}
          onInput={setName}
          maxLength={20}
          placeholder={me ? words.nameHint : ''}
          wrong={pressed ? nameWrong : undefined}
          testId="shop-name"
        />
        <Field name={words.intro} long value={intro} onInput={setIntro} maxLength={120} testId="shop-intro" />
        <RegionField code={regionCode} onChange={setRegionCode} wrong={pressed ? regionWrong : undefined} />
      </Box>
      <Box className="pad mt16">
        <Button wide busy={busy} onPress={open} testId="open-shop-now">
          {words.open}
        </Button>
      </Box>
    </>
  )
}

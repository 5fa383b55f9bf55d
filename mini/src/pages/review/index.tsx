import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { back } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { queryOf } from '../../query.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import './index.css'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function WriteReview() {
  const words = useWords().review
  const { id = '', line: lineId = '' } = queryOf(useRouter().params)
  const order = useLoad(`order:${id}`, () => call('GET /orders/:id', { params: { id } }))
  const [stars, setStars] = useState(0)
  const [said, setSaid] = useState('')
  const { busy, act } = useAct()
  const send = () =>
    act(async () => {
      if (stars === 0) return tell(words.starsFirst)
      if (said.trim().length < 2) return tell(words.tooShort)
      await call('POST /reviews', { body: { lineId, stars, words: said } })
      tell(words.sent)
      back()
    })
  return (
    <Screen
      title={words.title}
      foot={
        <Button busy={busy} onPress={send} testId="send-review">
          {words.send}
        </Button>
      }
    >
      <Await from={order}>
        {({ lines }) => {
          const line = lines.find((one) => one.id === lineId)
          return (
            <Box className="card block">
              {line && <GoodsLine title={line.title} skuName={line.skuName} picture={line.picture} />}
              <Text as="h2" className="b mt16">
                {words.how}
              </Text>
              <Box className="rate" role="radiogroup" label={words.how}>
                {words.starNames.map((name, at) => (
                  <Press
                    key={name}
                    className={`star${at < stars ? ' on' : ''}`}
                    role="radio"
                    on={at + 1 === stars}
                    onPress={() => setStars(at + 1)}
                    label={name}
                    testId={`star-${at + 1}`}
                  >
                    <Icon name={at < stars ? 'starFull' : 'star'} />
                  </Press>
                ))}
                <Text className="sec">{words.starNames[stars - 1] ?? ''}</Text>
              </Box>
              <Field
                name={words.words}
                long
                value={said}
                onInput={setSaid}
                placeholder={words.hint}
                maxLength={500}
                testId="review-words"
              />
            </Box>
          )
        }}
      </Await>
    </Screen>
  )
}

import { useState } from 'react'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad, useLoadList } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { ClaimButton } from '../../parts/claim-button.tsx'
import { CouponCard } from '../../parts/coupon-card.tsx'
import { Chips } from '../../parts/form.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, AwaitList, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'

const tabs = ['claim', 'claimed', 'redeemed', 'expired'] as const
type Tab = (typeof tabs)[number]

/** Coupons to claim, and one's own by what became of them. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Coupons() {
  const words = useWords().promotion.coupon
  const [tab, setTab] = useState<Tab>('claim')
  return (
    <Screen title={words.title} testId="coupons">
      <Box className="mt8">
        <Chips
          name={words.title}
          choices={tabs.map((value) => ({ value, name: words.tabs[value] }))}
          value={tab}
          onChange={setTab}
          scroll
        />
      </Box>
      {tab === 'claim' ? <ToClaim /> : <Mine state={tab} onEmpty={() => setTab('claim')} />}
    </Screen>
  )
}

function ToClaim() {
  const words = useWords().promotion.coupon
  const list = useLoadList<Reply<'GET /coupons'>['items'][number]>('coupons', (after) =>
    call('GET /coupons', { query: { limit: 20, ...(after ? { after } : {}) } }),
  )
  return (
    <AwaitList from={list} empty={<Empty picture="cart" title={words.empty.claim} words={words.emptyWords} />}>
      {(items) =>
        items.map((coupon) => (
          <CouponCard key={coupon.id} coupon={coupon}>
            <ClaimButton coupon={coupon} onClaimed={list.reload} />
          </CouponCard>
        ))
      }
    </AwaitList>
  )
}

function Mine({ state, onEmpty }: { state: Exclude<Tab, 'claim'>; onEmpty: () => void }) {
  const words = useWords().promotion.coupon
  const list = useLoad(`my-coupons:${state}`, async () => (await call('GET /my/coupons', { query: { state } })).items)
  return (
    <Await from={list}>
      {(items) =>
        items.length === 0 ? (
          <Empty
            picture="cart"
            title={words.empty[state]}
            words={words.emptyWords}
            action={
              <Button kind="quiet" onPress={onEmpty} testId="to-claim">
                {words.toClaim}
              </Button>
            }
          />
        ) : (
          [
            <EndingNote key="ending" count={items.filter(({ endsSoon }) => endsSoon).length} />,
            ...items.map(({ id, coupon, expiresAt }) => (
              <CouponCard key={id} coupon={coupon} expiresAt={expiresAt} spent={state !== 'claimed'}>
                {state === 'claimed' && (
                  <Button kind="outline" small to={coupon.shopId ? paths.shop(coupon.shopId) : paths.search({})}>
                    {words.use}
                  </Button>
                )}
              </CouponCard>
            )),
          ]
        )
      }
    </Await>
  )
}

/** Says that some end soon; nothing while none does. */
function EndingNote({ count }: { count: number }) {
  const words = useWords().campaign
  if (count === 0) return null
  return (
    <Box className="pad mt12">
      <Box className="note" testId="coupons-ending">
        <Box className="col">
          <Text className="b">{words.soonEnding(count)}</Text>
          <Text className="t12">{words.soonEndingWords}</Text>
        </Box>
      </Box>
    </Box>
  )
}

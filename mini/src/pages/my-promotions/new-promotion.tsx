import { useState } from 'react'
import { formatMoney, parseMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { useLoad } from '../../load.ts'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips, Field } from '../../parts/form.tsx'
import { Note } from '../../parts/marks.tsx'
import { Await } from '../../parts/states.tsx'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type Listing = Reply<'GET /my/shop/listings'>['items'][number]
type Kind = 'coupon' | 'threshold' | 'flash' | 'group' | 'bargain'
const kinds: readonly Kind[] = ['coupon', 'threshold', 'flash', 'group', 'bargain']
type Numbers = 'days' | 'quota' | 'perPerson' | 'size' | 'hours' | 'cuts' | 'budget' | 'validDays'
type Typed = Record<Numbers, string> & { name: string; from: string; off: string; price: string }

const usual: Typed = {
  days: '7',
  quota: '50',
  perPerson: '1',
  size: '3',
  hours: '24',
  cuts: '10',
  budget: '100',
  validDays: '15',
  name: '',
  from: '99',
  off: '10',
  price: '',
}
const dayMs = 86_400_000
const fieldsOf: Record<Kind, readonly Numbers[]> = {
  coupon: ['budget', 'validDays', 'days'],
  threshold: ['days'],
  flash: ['quota', 'perPerson', 'days'],
  group: ['size', 'hours', 'perPerson', 'days'],
  bargain: ['cuts', 'hours', 'days'],
}

/** A new promotion, in as few figures as its kind needs; the usual ones are there already. */
export function NewPromotion({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const words = useWords().promotion.mine
  const [kind, setKind] = useState<Kind>('coupon')
  const [typed, setTyped] = useState(usual)
  const goods = useLoad('my-goods', async () => (await call('GET /my/shop/listings')).items)
  const [option, setOption] = useState<{ listingId: string; skuId: string }>()
  const { busy, make } = useMake({ kind, typed, option, onMade })
  const type = (field: keyof Typed) => (text: string) => setTyped({ ...typed, [field]: text })
  const single = kind === 'flash' || kind === 'group' || kind === 'bargain'
  return (
    <Sheet
      title={words.add}
      onClose={onClose}
      testId="promotion-sheet"
      foot={
        <Button wide busy={busy} onPress={make} testId="make-promotion">
          {words.make}
        </Button>
      }
    >
      <Chips
        name={words.kind}
        choices={kinds.map((value) => ({ value, name: words.kinds[value] }))}
        value={kind}
        onChange={setKind}
        scroll
      />
      {kind === 'coupon' && (
        <Field
          name={words.couponName}
          value={typed.name}
          onInput={type('name')}
          placeholder={words.couponNameHint}
          maxLength={20}
          testId="promotion-name"
        />
      )}
      {single ? (
        <Await from={goods}>
          {(items) => (
            <Goods items={items} option={option} onChoose={setOption}>
              {(hint) => (
                <Field
                  name={words.price[kind]}
                  kind="money"
                  value={typed.price}
                  onInput={type('price')}
                  hint={hint}
                  testId="promotion-price"
                />
              )}
            </Goods>
          )}
        </Await>
      ) : (
        <>
          <Field name={words.from} kind="money" value={typed.from} onInput={type('from')} testId="promotion-from" />
          <Field name={words.off} kind="money" value={typed.off} onInput={type('off')} testId="promotion-off" />
        </>
      )}
      {fieldsOf[kind].map((field) => (
        <Field
          key={field}
          name={words[field]}
          kind="code"
          value={typed[field]}
          onInput={type(field)}
          maxLength={6}
          testId={`promotion-${field}`}
        />
      ))}
    </Sheet>
  )
}

type GoodsProps = {
  items: Listing[]
  option: { listingId: string; skuId: string } | undefined
  onChoose: (option: { listingId: string; skuId: string }) => void
  children: (hint: string | undefined) => React.ReactNode
}

function Goods({ items, option, onChoose, children }: GoodsProps) {
  const words = useWords().promotion.mine
  const onSale = items.filter((listing) => listing.onSale)
  const listing = onSale.find(({ listingId }) => listingId === option?.listingId)
  const sku = listing?.skus.find(({ skuId }) => skuId === option?.skuId)
  if (onSale.length === 0) return <Note>{words.noGoods}</Note>
  const choose = (chosen: Listing) => onChoose({ listingId: chosen.listingId, skuId: chosen.skus[0]?.skuId ?? '' })
  return (
    <>
      <Text as="h3" className="b mt16">
        {words.goods}
      </Text>
      <Box className="mt8">
        <Chips
          name={words.goods}
          choices={onSale.map(({ listingId, title }) => ({ value: listingId as string, name: title }))}
          value={option?.listingId}
          onChange={(id) => {
            const chosen = onSale.find(({ listingId }) => listingId === id)
            if (chosen) choose(chosen)
          }}
        />
      </Box>
      {listing && listing.skus.length > 1 && (
        <Box className="mt12">
          <Chips
            name={words.option}
            choices={listing.skus.map(({ skuId, name }) => ({ value: skuId as string, name }))}
            value={option?.skuId}
            onChange={(skuId) => onChoose({ listingId: listing.listingId, skuId })}
          />
        </Box>
      )}
      {children(sku && words.priceHint(formatMoney(sku.priceFen), formatMoney(sku.minPriceFen)))}
    </>
  )
}

type Making = { kind: Kind; typed: Typed; option: { listingId: string; skuId: string } | undefined; onMade: () => void }

function useMake({ kind, typed, option, onMade }: Making) {
  const words = useWords().promotion.mine
  const { busy, act } = useAct()
  const intention = useIntention()
  const make = () => {
    const figure = (field: Numbers) => Number(typed[field])
    const [fromFen, offFen, price] = [parseMoney(typed.from), parseMoney(typed.off), parseMoney(typed.price)]
    const wrong = fieldsOf[kind].some((field) => !Number.isInteger(figure(field)) || figure(field) < 1)
    const [startsAt, endsAt] = [now().toISOString(), new Date(now().getTime() + figure('days') * dayMs).toISOString()]
    const span = { startsAt, endsAt }
    if (wrong) return tell(words.wrong)
    act(async () => {
      if (kind === 'coupon' || kind === 'threshold') {
        if (fromFen === undefined || offFen === undefined || (kind === 'coupon' && typed.name.trim().length < 2)) return tell(words.wrong)
        if (kind === 'threshold') await call('POST /my/shop/thresholds', { body: { fromFen, offFen, ...span }, intention })
        else {
          const [budget, validDays] = [figure('budget'), figure('validDays')]
          const body = { name: typed.name, fromFen, reduction: { offFen }, budget, validDays, claimFrom: startsAt, claimUntil: endsAt }
          await call('POST /my/shop/coupons', { body, intention })
        }
      } else {
        if (!option || price === undefined) return tell(words.wrong)
        const target = { ...option, ...span }
        if (kind === 'flash')
          await call('POST /my/shop/flash-sales', {
            body: { ...target, flashFen: price, quota: figure('quota'), perPerson: figure('perPerson') },
            intention,
          })
        else if (kind === 'group')
          await call('POST /my/shop/group-offers', {
            body: { ...target, groupFen: price, size: figure('size'), hours: figure('hours'), mostPieces: figure('perPerson') },
            intention,
          })
        else
          await call('POST /my/shop/bargain-offers', {
            body: { ...target, floorFen: price, cuts: figure('cuts'), hours: figure('hours') },
            intention,
          })
      }
      intention.fulfilled()
      onMade()
    })
  }
  return { busy, make }
}

import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { back } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Switch } from '../../parts/form.tsx'
import { OwnersOnly } from '../../parts/owners-only.tsx'
import { RegionField } from '../../parts/region.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { type Point, whereAmI } from '../../platform/where.ts'
import { useMe } from '../../session.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type Place = Reply<'GET /shops/:id/place'>['place']

/** Where one's shop hands goods over, and how far it brings them. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function ShopPlacePage() {
  const words = useWords().delivery
  const shopId = useMe()?.shopId ?? ''
  const place = useLoad(`my-place:${shopId}`, async () => (await call('GET /shops/:id/place', { params: { id: shopId } })).place)
  return (
    <OwnersOnly title={words.placeTitle}>
      <Screen title={words.placeTitle} testId="shop-place">
        <Await from={place}>{(known) => <PlaceForm known={known} />}</Await>
      </Screen>
    </OwnersOnly>
  )
}

const kmOf = (text: string) => (/^\d{1,2}(\.\d)?$/.test(text.trim()) ? Number(text) : Number.NaN)

function PlaceForm({ known }: { known: Place }) {
  const words = useWords()
  const all = words.delivery
  const [pickup, setPickup] = useState(known?.pickup ?? true)
  const [address, setAddress] = useState(known?.address ?? '')
  const [regionCode, setRegionCode] = useState(known?.regionCode ?? '')
  const [openingHours, setOpeningHours] = useState(known?.openingHours ?? '')
  const [radius, setRadius] = useState(String((known?.localRadiusMetres ?? 0) / 1000))
  const [at, setAt] = useState<Point | undefined>(known ? { latE6: known.latE6, lngE6: known.lngE6 } : undefined)
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const km = kmOf(radius)
  const wrong = {
    address: address.trim().length >= 2 ? undefined : all.addressWrong,
    region: regionCode ? undefined : words.addresses.regionWrong,
    hours: openingHours.trim() ? undefined : all.openingHoursWrong,
    radius: km >= 0 && km <= 50 ? undefined : all.radiusWrong,
  }
  const shown = pressed ? wrong : { address: undefined, region: undefined, hours: undefined, radius: undefined }
  const locate = () =>
    act(async () => {
      const here = await whereAmI()
      if (here) setAt(here)
      else tell(all.cannotLocate)
    })
  const save = () => {
    setPressed(true)
    if (Object.values(wrong).some(Boolean)) return
    if (!at) return tell(all.locateFirst)
    act(async () => {
      const body = { pickup, address, regionCode, openingHours, localRadiusMetres: Math.round(km * 1000), ...at }
      await call('PUT /my/shop/place', { body })
      tell(all.placeSaved)
      back()
    })
  }
  return (
    <>
      <Text as="p" className="t16 pad mt12">
        {all.placeLead}
      </Text>
      <Box className="card block flush">
        <Switch name={all.pickupOn} hint={all.pickupNote} on={pickup} onChange={setPickup} testId="pickup-on" />
        <RegionField code={regionCode} onChange={setRegionCode} wrong={shown.region} />
        <Field name={all.address} value={address} onInput={setAddress} maxLength={120} wrong={shown.address} testId="place-address" />
        <Field
          name={all.openingHours}
          value={openingHours}
          onInput={setOpeningHours}
          maxLength={60}
          hint={all.openingHoursHint}
          wrong={shown.hours}
          testId="opening-hours"
        />
        <Field name={all.radiusMetres} kind="money" value={radius} onInput={setRadius} maxLength={4} wrong={shown.radius} testId="radius" />
        <Box className="field">
          <Button kind="outline" wide icon="pin" busy={busy} onPress={locate} testId="locate-shop">
            {at ? all.shopLocated((at.latE6 / 1_000_000).toFixed(4), (at.lngE6 / 1_000_000).toFixed(4)) : all.shopLocate}
          </Button>
        </Box>
      </Box>
      <Box className="pad mt16">
        <Button wide busy={busy} onPress={save} testId="save-place">
          {all.save}
        </Button>
      </Box>
    </>
  )
}

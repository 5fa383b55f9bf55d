import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { type Loaded, useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Chips, Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { type Point, whereAmI } from '../../platform/where.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { AddressCard } from './address-card.tsx'

export type DeliveryWay = 'parcel' | 'pickup' | 'local'
type Address = Reply<'GET /addresses'>['items'][number]
type Place = Reply<'GET /shops/:id/place'>['place']
const phoneShape = /^1[3-9]\d{9}$/

/** How the order reaches the buyer: what this shop offers, what was chosen, and what is still missing for it. */
export function useWay(shopId: string | undefined, address: Address | undefined) {
  const words = useWords()
  const place = useLoad(
    `place:${shopId}`,
    async (): Promise<Place> => (shopId ? (await call('GET /shops/:id/place', { params: { id: shopId } })).place : null),
  )
  const [way, choose] = useState<DeliveryWay>('parcel')
  const [name, setName] = useState<string>()
  const [phone, setPhone] = useState<string>()
  const [at, setAt] = useState<Point>()
  const contact = { name: name ?? address?.name ?? '', phone: phone ?? address?.phone ?? '' }
  const missing = () => {
    if (way === 'pickup') {
      if (!contact.name.trim()) return words.delivery.nameWrong
      return phoneShape.test(contact.phone) ? undefined : words.delivery.phoneWrong
    }
    if (!address) return words.checkout.addressFirst
    return way === 'local' && !at ? words.delivery.whereFirst : undefined
  }
  const request = () => ({
    delivery: way,
    ...(way === 'pickup' ? { contact } : address && { addressId: address.id }),
    ...(way === 'local' && at && { at }),
  })
  return { way, choose, place: place.data ?? null, contact, setName, setPhone, at, setAt, missing, request }
}
export type Way = ReturnType<typeof useWay>

/** Courier, pick-up or the shop itself, with what each needs to know. */
export function WayChoice({ way, addresses, address }: { way: Way; addresses: Loaded<Address[]>; address: Address | undefined }) {
  const words = useWords().delivery
  const { place } = way
  if (!place) return <AddressCard loaded={addresses} address={address} />
  const ways = (['parcel', 'pickup', 'local'] as const).filter(
    (one) => one === 'parcel' || (one === 'pickup' ? place.pickup : place.localRadiusMetres > 0),
  )
  return (
    <>
      <Box className="card block" testId="ways">
        <Text as="h2" className="b">
          {words.how}
        </Text>
        <Box className="mt8">
          <Chips
            name={words.how}
            choices={ways.map((value) => ({ value, name: words.ways[value] }))}
            value={way.way}
            onChange={way.choose}
          />
        </Box>
        {way.way === 'pickup' && <Pickup way={way} place={place} />}
        {way.way === 'local' && <Local way={way} place={place} />}
      </Box>
      {way.way !== 'pickup' && <AddressCard loaded={addresses} address={address} />}
    </>
  )
}

function Pickup({ way, place }: { way: Way; place: NonNullable<Place> }) {
  const words = useWords().delivery
  return (
    <>
      <Box className="row top mt16">
        <Icon name="store" />
        <Box className="col grow">
          <Text className="b">{`${place.region} ${place.address}`}</Text>
          <Text className="sec">{words.hours(place.openingHours)}</Text>
        </Box>
      </Box>
      <Field name={words.whoFetches} value={way.contact.name} onInput={way.setName} maxLength={30} testId="fetcher" />
      <Field name={words.phone} kind="phone" value={way.contact.phone} onInput={way.setPhone} maxLength={11} testId="fetcher-phone" />
    </>
  )
}

function Local({ way, place }: { way: Way; place: NonNullable<Place> }) {
  const words = useWords().delivery
  const { busy, act } = useAct()
  const locate = () =>
    act(async () => {
      const at = await whereAmI()
      if (at) way.setAt(at)
      else tell(words.cannotLocate)
    })
  return (
    <>
      <Text as="p" className="sec mt12">
        {words.radius(String(place.localRadiusMetres / 1000))}
      </Text>
      <Box className="mt8">
        <Button kind="outline" wide icon={way.at ? 'check' : 'pin'} busy={busy} onPress={locate} testId="locate">
          {way.at ? words.located : words.locate}
        </Button>
      </Box>
    </>
  )
}

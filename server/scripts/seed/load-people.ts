import type { MemberId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { openidOf } from '@lianka/simulators/wechat-rules'
import { changeMe, findOrMakeMember, rememberOpenid, saveAddress } from '#account/service'
import { applyAsAgent, bindReferrer, shareLink } from '#referral/service'
import { changeListing, listWithOneTap, openShop } from '#shop/service'
import { makeVisitor } from '#visitor/service'
import type { Person, Shop, World } from './entities.ts'
import { writeCard } from './load-cards.ts'
import { homes, regions } from './regions.ts'
import { type Act, asMember, asSystem, hoursBefore, later, named, type Stage } from './stage.ts'

/** The code with which a person shares something; made at the first time, as in life. */
export async function shareCodeOf(stage: Stage, at: Date, sharerId: MemberId, target: Parameters<typeof shareLink>[1]): Promise<string> {
  const key = `${sharerId} ${target.kind} ${target.targetId}`
  const known = stage.shareCodes.get(key)
  if (known) return known
  const { code } = await shareLink(asMember(stage, at, sharerId), target)
  stage.shareCodes.set(key, code)
  return code
}

/** The code with which a person has shared their own card, if they have. */
export const ownCodeOf = (stage: Stage, id: MemberId) => stage.shareCodes.get(`${id} card ${id}`)

/** The account a person pays with. In the simulators it belongs to the user of the same name. */
export const payerOf = (stage: Stage, personKey: string) => openidOf(stage.ctx.outside.appid, personKey)

async function join(stage: Stage, at: Date, person: Person, index: number): Promise<void> {
  const referrer = person.referrer ? named(stage.people, person.referrer) : undefined
  const shareCode = referrer && (await shareCodeOf(stage, at, referrer.id, { kind: 'card', targetId: referrer.id }))
  const { visitorId } = await makeVisitor(asSystem(stage, at), shareCode)
  const system = asSystem(stage, at)
  const { id } = await findOrMakeMember(
    system,
    { phone: person.phone },
    { nickname: person.nickname, portrait: `/pictures/${person.portrait}.svg` },
  )
  await bindReferrer(system, id, { visitorId, declineReferrer: false })
  await rememberOpenid(system, id, payerOf(stage, person.key))
  const own = asMember(stage, at, id)
  // Some agree to be seen by name; the rest stays "a visitor from …".
  if (index % 3 === 0) await changeMe(own, { visitsShown: true })
  const { districtCode, street } = person.address
  const address = await saveAddress(own, {
    name: person.name,
    phone: person.phone,
    regionCode: districtCode,
    detail: street,
    preferred: true,
  })
  stage.people.set(person.key, { id, addressId: address.id, visitorId })
}

export const joinActs = (stage: Stage, world: World): Act[] =>
  world.people.map((person, index) => {
    const at = hoursBefore(stage, person.joinedHoursAgo, -index)
    return { at, run: () => join(stage, at, person, index) }
  })

/** "江西赣州" as a district of the world: the owner's own where it lies there, otherwise one people live in. */
function districtOf(county: string, owner: Person): string {
  const places = [owner.address, ...homes.map(([place]) => regions[place]), ...Object.values(regions)]
  const found = places.find(
    ({ province, city, district }) =>
      province.startsWith(county.slice(0, 2)) && (city.startsWith(county.slice(2)) || district.startsWith(county.slice(2))),
  )
  if (!found) throw new Error(`No district of the world lies in ${county}`)
  return found.districtCode
}

async function open(stage: Stage, at: Date, shop: Shop, owner: Person): Promise<void> {
  const ownerId = named(stage.people, shop.owner).id
  const own = asMember(stage, at, ownerId)
  const front = `/pictures/${shop.picture}.svg`
  const { id } = await openShop(own, { name: shop.name, intro: shop.intro, front, regionCode: districtOf(shop.county, owner) })
  stage.shops.set(shop.key, { id, ownerId, listings: new Map() })
  // Wang became an agent by buying, as the story goes; the others applied, which is free.
  if (shop.owner !== 'wang-fang') await applyAsAgent(own)
}

async function list(stage: Stage, at: Date, shop: Shop, listing: Shop['listings'][number]): Promise<void> {
  const { id: shopId, ownerId, listings } = named(stage.shops, shop.key)
  const own = asMember(stage, at, ownerId, shopId)
  const product = named(stage.products, listing.product)
  const { listingId } = await listWithOneTap(own, product.id)
  const prices = listing.prices.map(({ sku, priceFen }) => ({ skuId: named(product.skus, sku), priceFen: priceFen as Fen }))
  await changeListing(own, listingId, { prices })
  listings.set(listing.product, listingId)
}

export function shopActs(stage: Stage, world: World): Act[] {
  const people = new Map(world.people.map((person) => [person.key, person]))
  return world.shops.flatMap((shop, index) => {
    const at = hoursBefore(stage, shop.openedHoursAgo, -index)
    const owner = named(people, shop.owner)
    const card = world.cards.find((one) => one.shop === shop.key)
    const cardAt = later(at, { minutes: 20 })
    return [
      { at, run: () => open(stage, at, shop, owner) },
      ...(card
        ? [{ at: cardAt, run: () => writeCard(stage, cardAt, { card, owner, shop, index, regionCode: districtOf(shop.county, owner) }) }]
        : []),
      ...shop.listings.map((listing, place) => {
        const listedAt = hoursBefore(stage, listing.hoursAgo, -60 - place)
        return { at: listedAt, run: () => list(stage, listedAt, shop, listing) }
      }),
    ]
  })
}

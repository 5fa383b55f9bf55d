import type { World } from './entities.ts'
import { makeOrders } from './orders.ts'
import { makePeople } from './people.ts'
import { makeProducts } from './products.ts'
import { makeRandom } from './random.ts'
import { makeReviews } from './reviews.ts'
import { makeShops } from './shops.ts'
import { suppliers } from './suppliers.ts'
import { makeConsultations, makeVisits } from './visits.ts'

/**
 * A small town of suppliers, shops and neighbours, the same for the same seed. Nothing here reads a clock or a database:
 * times are hours before loading, keys are local, and whoever loads it pushes it through the same services as real people do.
 */
export function makeWorld(seed: number): World {
  // Each part has its own stream, so that a change to one doesn't reshuffle the others.
  const stream = (part: number) => makeRandom(seed * 16 + part)
  const products = makeProducts(suppliers, stream(1))
  const people = makePeople(stream(2))
  const { shops, cards } = makeShops(people, products, stream(3))
  const orders = makeOrders({ people, products: new Map(products.map((product) => [product.key, product])), shops }, stream(4))
  return {
    suppliers: structuredClone(suppliers),
    products,
    people,
    shops,
    cards,
    orders,
    reviews: makeReviews(orders, stream(5)),
    visits: makeVisits(people, shops, stream(6)),
    consultations: makeConsultations(people, shops, stream(7)),
  }
}

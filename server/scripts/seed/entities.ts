/**
 * The shapes of the demo world. It is plain data with its own local keys; whoever loads it gives real ids.
 * Times are hours before the moment of loading, so a world is as fresh on any day as on the day it was written.
 */
export const categories = ['fresh', 'home', 'beauty', 'digital', 'pantry', 'family'] as const
export type Category = (typeof categories)[number]

export type Region = { provinceCode: string; cityCode: string; districtCode: string; province: string; city: string; district: string }
export type Address = Region & { street: string }

export type Supplier = {
  key: string
  name: string
  /** Shown on the goods as 产地. */
  county: string
  address: Address
  licenceNumber: string
  contactName: string
  contactPhone: string
  story: string
  picture: string
}

export type Sku = {
  key: string
  optionValue: string
  supplyPriceFen: number
  minPriceFen: number
  suggestedPriceFen: number
  maxPriceFen: number
  stock: number
  weightGrams: number
}

export type TraceStep = 'field' | 'workshop' | 'inspection' | 'warehouse'
export type TraceEvent = { step: TraceStep; title: string; detail: string; place: string; hoursAgo: number; picture: string }
export type Inspection = { agency: string; reportNumber: string; items: string; result: string; pages: number; hoursAgo: number }
export type Lot = {
  key: string
  number: string
  origin: string
  maker: string
  /** Harvest of fresh goods, making of the others. */
  madeHoursAgo: number
  /** Hours after loading; absent where goods do not perish. */
  bestBeforeInHours?: number
  quantity: number
  events: TraceEvent[]
  inspection: Inspection
}

export type Product = {
  key: string
  supplier: string
  category: Category
  title: string
  subtitle: string
  description: string
  optionName: string
  skus: Sku[]
  pictures: string[]
  attributes: { name: string; value: string }[]
  /** Fresh and perishable goods are outside the seven-day return; the buyer confirms it with each order. */
  returnExcepted: boolean
  /** The goods of the 2+1 plan. */
  designated: boolean
  lots: Lot[]
}

export type Person = {
  key: string
  name: string
  nickname: string
  phone: string
  portrait: string
  joinedHoursAgo: number
  /** Absent for those who came by themselves. */
  referrer?: string
  /** Stands for the person's WeChat payment account. */
  paymentAccount: string
  address: Address
}

export type Listing = { product: string; prices: { sku: string; priceFen: number }[]; hoursAgo: number }
export type Shop = {
  key: string
  owner: string
  name: string
  intro: string
  county: string
  picture: string
  openedHoursAgo: number
  listings: Listing[]
}

export type Card = {
  owner: string
  shop: string
  title: string
  motto: string
  intro: string
  honours: string[]
  sellingPoints: { title: string; detail: string; evidence: string }[]
  wechat: string
}

export const courses = [
  'awaiting_payment',
  'closed',
  'paid',
  'shipped',
  'received',
  'completed',
  'return_requested',
  'partially_refunded',
  'returned',
] as const
export type Course = (typeof courses)[number]

export type OrderLine = { product: string; sku: string; quantity: number; unitPriceFen: number }
export type RefundRequest = {
  /** Which line of the order, from 0. */
  line: number
  kind: 'money_only' | 'return_goods'
  amountFen: number
  reason: string
  bearer: 'supplier' | 'shop'
  requestedHoursAgo: number
  /** Absent while it waits. */
  refundedHoursAgo?: number
}
export type Order = {
  key: string
  buyer: string
  /** Whoever paid; another person in a family account. */
  payer: string
  paymentAccount: string
  shop: string
  lines: OrderLine[]
  course: Course
  placedHoursAgo: number
  paidHoursAgo?: number
  shippedHoursAgo?: number
  receivedHoursAgo?: number
  completedHoursAgo?: number
  carrier: string
  note?: string
  refund?: RefundRequest
}

export type Review = {
  key: string
  order: string
  product: string
  author: string
  rating: 1 | 2 | 3 | 4 | 5
  text: string
  hoursAgo: number
}

export type Visit = {
  key: string
  /** Absent for someone who never signed in. */
  visitor?: string
  device: string
  shop: string
  page: 'card' | 'shop' | 'product'
  product?: string
  sharedBy?: string
  hoursAgo: number
  dwellSeconds: number
  clicks: ('call' | 'wechat' | 'buy' | 'report' | 'share' | 'ask')[]
}

export type Consultation = { key: string; shop: string; product: string; asker: string; question: string; answer: string; hoursAgo: number }

export type World = {
  suppliers: Supplier[]
  products: Product[]
  people: Person[]
  shops: Shop[]
  cards: Card[]
  orders: Order[]
  reviews: Review[]
  visits: Visit[]
  consultations: Consultation[]
}

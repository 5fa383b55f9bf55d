import type { Body, Reply } from '../../../api.ts'

type Input = Body<'POST /console/products'>
type InputLot = NonNullable<Input['lot']>
type InputSku = Input['skus'][number]

/** A product as the server answers it. */
export type Stored = Reply<'GET /console/products/:id'>

/** What the form holds while it is being filled in: amounts may still be missing, the lot may be switched off. */
export type DraftSku = { [Field in keyof InputSku]?: InputSku[Field] | undefined }
export type Draft = Omit<Input, 'skus' | 'lot' | 'digital' | 'kind'> & {
  kind: NonNullable<Input['kind']>
  /** The outline is written one head a line. */
  content: { outline: string; text: string; link: string }
  skus: DraftSku[]
  withLot: boolean
  lot: Omit<InputLot, 'events' | 'inspection'> & {
    events: Partial<InputLot['events'][number]>[]
    inspection: Partial<NonNullable<InputLot['inspection']>>
  }
}

const blankLot: Draft['lot'] = { code: '', origin: '', producer: '', story: '', bestBefore: null, events: [], inspection: {} }

export const blankDraft: Partial<Draft> = {
  title: '',
  subtitle: '',
  description: '',
  pictures: [],
  attributes: [],
  returnExcepted: false,
  showSupplierPart: false,
  kind: 'goods',
  content: { outline: '', text: '', link: '' },
  skus: [{}],
  withLot: true,
  lot: blankLot,
}

/** A stored product as the form takes it up. */
export function draftOf(product: Stored): Draft {
  const { categoryId, title, subtitle, description, pictures, attributes, returnExcepted, showSupplierPart, lot } = product
  return {
    categoryId,
    title,
    subtitle,
    description,
    pictures,
    attributes,
    returnExcepted,
    showSupplierPart,
    kind: product.kind ?? 'goods',
    content: { text: product.digital?.text ?? '', link: product.digital?.link ?? '', outline: product.digital?.outline.join('\n') ?? '' },
    skus: product.skus.map(({ id: _, ...sku }) => sku),
    withLot: lot !== null,
    lot: lot
      ? {
          code: lot.code,
          origin: lot.origin,
          producer: lot.producer,
          story: lot.story,
          bestBefore: lot.bestBefore,
          events: lot.events.map(({ picture: _, ...event }) => event),
          inspection: lot.inspection ?? {},
        }
      : blankLot,
  }
}

/** What is sent. Called after the form has found every required field filled in. */
export function inputOf({ withLot, lot, skus, content, ...rest }: Draft): Input {
  const { inspection } = lot
  return {
    ...rest,
    attributes: rest.attributes.filter(({ name, value }) => name.trim() !== '' && value.trim() !== ''),
    digital:
      rest.kind === 'goods'
        ? null
        : {
            text: content.text.trim(),
            link: content.link.trim(),
            outline: content.outline
              .split('\n')
              .map((head) => head.trim())
              .filter(Boolean),
          },
    skus: skus as InputSku[],
    lot:
      withLot && rest.kind === 'goods'
        ? {
            ...lot,
            bestBefore: lot.bestBefore ?? null,
            events: lot.events as InputLot['events'],
            inspection: inspection.fileId ? (inspection as NonNullable<InputLot['inspection']>) : null,
          }
        : null,
  }
}

/** Supply ≤ lowest ≤ suggested ≤ highest, as far as they are filled in. */
export function bandHolds({ supplyPriceFen, minPriceFen, suggestedPriceFen, maxPriceFen }: DraftSku): boolean {
  const prices = [supplyPriceFen, minPriceFen, suggestedPriceFen, maxPriceFen].filter((price) => price !== undefined)
  return prices.every((price, place) => place === 0 || price >= (prices[place - 1] ?? 0))
}

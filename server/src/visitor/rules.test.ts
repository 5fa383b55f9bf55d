import type { ListingId, MemberId, ProductId } from '@lianka/contract/ids'
import { expect, test } from 'vitest'
import { isTimely, keepable, type SentEvent, type Subject } from './rules.ts'

const now = new Date('2026-12-01T10:00:00Z')
const wang = 'mbr_wang' as MemberId
const li = 'mbr_li' as MemberId
const zhou = 'mbr_zhou' as MemberId
const cream: Subject = { subject: 'product', id: 'lst_cream' as ListingId, productId: 'prd_cream' as ProductId, ownerId: wang }
const lookAtCream: SentEvent = {
  id: 'event-0001',
  kind: 'dwell',
  subject: 'product',
  subjectId: 'lst_cream',
  at: now.toISOString(),
  dwellSeconds: 42,
}

test('events of a week count, older ones and those of a wrong clock do not', () => {
  expect(isTimely('2026-11-24T10:00:00Z', now)).toBe(true)
  expect(isTimely('2026-11-24T09:59:59Z', now)).toBe(false)
  expect(isTimely('2026-12-01T10:05:00Z', now)).toBe(true)
  expect(isTimely('2026-12-01T10:05:01Z', now)).toBe(false)
})

test('Li looks at Wang’s cream through Zhou’s link: owner, product and sharer are noted', () => {
  expect(keepable([lookAtCream], [cream], { person: li, sharer: zhou, now })).toMatchObject([
    { subjectId: 'lst_cream', productId: 'prd_cream', ownerId: wang, fromId: zhou, dwellSeconds: 42, detail: '' },
  ])
})

test('Wang is no visitor in her own shop', () => {
  expect(keepable([lookAtCream], [cream], { person: wang, sharer: null, now })).toEqual([])
})

test('a link one shared oneself brings nobody', () => {
  expect(keepable([lookAtCream], [cream], { person: zhou, sharer: zhou, now })[0]?.fromId).toBeNull()
})

test('what does not exist cannot be visited, but the home page can', () => {
  const unknown = { ...lookAtCream, subjectId: 'lst_nothing' }
  const home: SentEvent = { ...lookAtCream, id: 'event-0002', kind: 'view', subject: 'home', subjectId: '' }
  expect(keepable([unknown, home], [cream], { person: null, sharer: null, now }).map((event) => event.subject)).toEqual(['home'])
})

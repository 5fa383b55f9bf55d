import type { ProductId } from '@lianka/contract/ids'
import { expect, test } from 'vitest'
import { isVisible, looksMost, snapshotOf, withEvent } from './people-rules.ts'

const id = (name: string) => `prd_${name}` as ProductId
const look = (name: string, lastAtMs: number) => ({
  productId: id(name),
  title: name,
  views: 1,
  dwellSeconds: 10,
  lastAt: new Date(lastAtMs),
  used: true,
})
const event = (name: string, tx: string, atMs: number) => ({ tx, productId: id(name), isView: true, dwellSeconds: 0, atMs })
const snapshot = snapshotOf('100:110:103,107')

test('a snapshot sees what had ended before it, and nothing that was running or came later', () => {
  expect([99n, 100n, 103n, 104n, 107n, 109n, 110n, 200n].map((tx) => isVisible(snapshot, tx))).toEqual([
    true,
    true,
    false,
    true,
    false,
    true,
    false,
    false,
  ])
})

test('an event is added once: not if the reading saw it', () => {
  const looks = [look('cream', 2000), look('comb', 1000)]
  expect(withEvent(looks, snapshot, event('comb', '99', 3000), undefined)).toEqual(looks)
  expect(withEvent(looks, snapshot, event('comb', '103', 3000), undefined)).toEqual([
    { ...look('comb', 3000), views: 2 },
    look('cream', 2000),
  ])
  // A phone that sends later tells of an earlier look.
  expect(withEvent(looks, snapshot, event('soap', '111', 1500), { title: 'soap' })?.map(({ title }) => title)).toEqual([
    'cream',
    'soap',
    'comb',
  ])
})

test('goods that nothing is known of must be read, and no more looks are kept than are read', () => {
  expect(withEvent([look('cream', 1)], snapshot, event('soap', '111', 2), undefined)).toBeUndefined()
  const many = Array.from({ length: looksMost }, (_, at) => look(`n${at}`, 1000 - at))
  const more = withEvent(many, snapshot, event('soap', '111', 2000), { title: 'soap' })
  expect(more).toHaveLength(looksMost)
  expect(more?.[0]).toMatchObject({ title: 'soap', views: 1 })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { bearer } from '../../test/console.ts'
import { mp4, mp4Box } from '../../test/films.ts'
import { type House, openHouse } from '../../test/house.ts'
import { join, type Person } from '../../test/people.ts'
import { rangeIn, squareIn } from './rules.ts'

let house: House
let li: Person
beforeAll(async () => {
  house = await openHouse()
  li = await join(house, '李明')
})
afterAll(() => house[Symbol.asyncDispose]())

const send = (payload: Buffer) =>
  house.app.inject({ method: 'POST', url: '/api/videos?name=film.mp4', headers: { ...bearer(li), 'content-type': 'video/mp4' }, payload })
const refusalOf = async (payload: Buffer) => (await send(payload)).json().code

test('a film is kept without the place it was taken at, and played in parts', async () => {
  const film = mp4()
  const reply = await send(film)
  expect([reply.statusCode, reply.json()]).toEqual([200, { id: expect.any(String), path: expect.stringContaining('/files/fil_') }])
  const whole = await house.app.inject({ url: reply.json().path })
  expect([whole.headers['content-type'], whole.headers['accept-ranges'], whole.rawPayload.length]).toEqual([
    'video/mp4',
    'bytes',
    film.length,
  ])
  expect(whole.rawPayload.toString('latin1')).not.toContain('+24.95')
  const part = await house.app.inject({ url: reply.json().path, headers: { range: 'bytes=4-11' } })
  expect([part.statusCode, part.payload, part.headers['content-range']]).toEqual([206, 'ftypisom', `bytes 4-11/${film.length}`])
  const beyond = await house.app.inject({ url: reply.json().path, headers: { range: 'bytes=9000000-' } })
  expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, `bytes */${film.length}`])
})

test('what is no MP4 that phones play, or hides something behind its end, is refused', async () => {
  expect(await refusalOf(Buffer.from('<html>'.padEnd(100)))).toBe('file.video_refused')
  expect(await refusalOf(mp4({ brand: 'qt  ' }))).toBe('file.video_refused')
  expect(await refusalOf(mp4({ codec: 'vp09' }))).toBe('file.video_refused')
  expect(await refusalOf(Buffer.concat([mp4(), Buffer.from('<script>alert(1)</script>')]))).toBe('file.video_refused')
  expect(await refusalOf(Buffer.concat([mp4(), mp4Box('evil', 'x')]))).toBe('file.video_refused')
  expect(await refusalOf(mp4().subarray(0, 400))).toBe('file.video_refused')
  expect(await refusalOf(Buffer.alloc(0))).toBe('file.empty')
  const large = await house.app.inject({
    method: 'POST',
    url: '/api/videos?name=a',
    headers: { ...bearer(li), 'content-type': 'video/mp4', 'content-length': '30000000' },
    payload: Buffer.alloc(10),
  })
  expect([large.statusCode, large.json().code]).toEqual([413, 'file.video_too_large'])
})

test('a square stays inside its picture, and a part inside its file', () => {
  expect(squareIn({ left: 9000, top: 0, side: 10_000 }, 900, 600)).toEqual({ left: 300, top: 0, width: 600, height: 600 })
  expect(squareIn({ left: 0, top: 5000, side: 5000 }, 400, 800)).toEqual({ left: 0, top: 400, width: 200, height: 200 })
  expect(rangeIn('bytes=-5', 10)).toEqual({ from: 5, to: 9 })
  expect(rangeIn('bytes=3-', 10)).toEqual({ from: 3, to: 9 })
  expect(rangeIn('bytes=0-99', 10)).toEqual({ from: 0, to: 9 })
  expect([rangeIn('bytes=10-', 10), rangeIn('bytes=5-3', 10)]).toEqual([null, null])
  expect([rangeIn(undefined, 10), rangeIn('bytes=0-1,4-5', 10), rangeIn('bytes=-', 10)]).toEqual([undefined, undefined, undefined])
})

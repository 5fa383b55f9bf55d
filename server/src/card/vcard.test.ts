import { expect, test } from 'vitest'
import { foldLine, writeVcard } from './vcard.ts'

const wang = {
  name: '王芳',
  title: '芳邻小店店主',
  organisation: '芳邻小店',
  phone: '13800000001',
  wechatId: 'lianka_demo_01',
  region: '江西省 赣州市 章贡区',
  note: '自己家也吃的，才放上架；坏果当天赔, 不合适就退;\n欢迎来店里看',
  url: 'https://lianka.example/pages/card/index?id=mbr_1',
  portraitUrl: 'https://lianka.example/pictures/portrait-01.svg',
  uid: 'mbr_1',
  changedAt: new Date('2026-12-01T02:03:04.567Z'),
}

const unfold = (text: string) => text.replaceAll('\r\n ', '')

test('a card becomes a vCard 4.0 with escaped text', () => {
  expect(unfold(writeVcard(wang))).toBe(
    [
      'BEGIN:VCARD',
      'VERSION:4.0',
      'KIND:individual',
      'UID:mbr_1',
      'REV:20261201T020304Z',
      'FN:王芳',
      'N:王芳;;;;',
      'TITLE:芳邻小店店主',
      'ORG:芳邻小店',
      'TEL;VALUE=uri;TYPE="voice,cell":tel:+8613800000001',
      'IMPP:weixin:lianka_demo_01',
      'ADR:;;;江西省 赣州市 章贡区;;;中国',
      'NOTE:自己家也吃的，才放上架；坏果当天赔\\, 不合适就退\\;\\n欢迎来店里看',
      'PHOTO:https://lianka.example/pictures/portrait-01.svg',
      'URL:https://lianka.example/pages/card/index?id=mbr_1',
      'END:VCARD',
      '',
    ].join('\r\n'),
  )
})

test('what the owner keeps private is not in it', () => {
  const text = writeVcard({ ...wang, phone: null, wechatId: null })
  expect(text).not.toMatch(/TEL|IMPP/)
})

test('every line keeps to 75 octets and no character is cut', () => {
  const text = writeVcard({ ...wang, note: '自己家也吃的，才放上架。🍊'.repeat(12) })
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(unfold(text)).toContain(`NOTE:${'自己家也吃的，才放上架。🍊'.repeat(12)}\r\n`)
  expect(foldLine('x'.repeat(75))).toBe('x'.repeat(75))
})

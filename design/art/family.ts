import type { Picture } from './pen.ts'
import {
  ball,
  beams,
  block,
  body,
  disc,
  faded,
  group,
  label,
  line,
  mix,
  moon,
  niche,
  oval,
  path,
  rect,
  room,
  scene,
  shadow,
  steam,
  text,
} from './pen.ts'

const diapers = () =>
  room('#E4EDF0', '#CDBBA2', niche('#D5E3E8')) +
  shadow(160, 346, 134, 16, 0.32) +
  block(66, 168, 188, 174, '#F4F5F2', 16, path('M66 256c50-26 100 26 190-6v100H66Z', '#8FBCC8')) +
  body('M130 168c-2-40 62-40 60 0', [126, 132, 70, 40], '#8FBCC8') +
  path('M142 168c0-24 36-24 36 0', '#E4EDF0') +
  text(160, 222, 25, '#3D7484', '云柔', { spacing: 6 }) +
  text(160, 300, 13, '#FFFFFF', '婴儿纸尿裤 M 52 片', { spacing: 1 }) +
  ball(270, 324, 22, '#E9B9A2') +
  disc(270, 318, 5, '#F8E2D4')

const babyBottle = () =>
  room('#F5EBDD', '#D9BD98', moon('#EFDEC8', 178, 164, 100)) +
  shadow(156, 346, 90, 15, 0.32) +
  block(
    112,
    196,
    92,
    146,
    ['#D7DFE0', '#F1F4F2', '#FFFFFF'],
    26,
    rect(108, 248, 100, 100, '#FBF3E2') + line('M184 232h14M184 256h14M184 280h14M184 304h14', '#9FB0B3', 2.4),
  ) +
  text(144, 296, 12, '#6F8388', '240 ml', { weight: 400 }) +
  block(108, 166, 100, 38, '#E79A7F', 10) +
  body('M128 168c0-22 14-24 18-40q12-26 24 0c4 16 18 18 18 40Z', [126, 110, 64, 60], '#EBD3AE') +
  shadow(256, 350, 44, 7, 0.28) +
  block(232, 314, 48, 34, '#8FB0A5', 8) +
  line('M240 314c4-20 28-20 32 0', '#8FB0A5', 6)

const blocks = () => {
  const cube = (x: number, y: number, color: string, sign: string) =>
    block(x, y, 66, 66, color, 8) +
    rect(x + 9, y + 9, 48, 48, mix(color, '#FFFFFF', 0.35), 6) +
    text(x + 33, y + 43, 28, mix(color, '#2A2018', 0.5), sign)
  return (
    room('#F3EDE0', '#CFB083', beams('#FAF6EE')) +
    shadow(160, 346, 140, 16, 0.34) +
    cube(58, 274, '#D9785A', '山') +
    cube(128, 274, '#7FA273', '水') +
    cube(198, 274, '#6E93A8', '日') +
    cube(92, 206, '#E0B34E', '月') +
    cube(164, 206, '#B78BA0', '人') +
    body('M118 206L160 142L204 206Z', [118, 140, 88, 68], '#C98A52')
  )
}

const footBath = () =>
  room('#EFE6DA', '#A88562', niche('#E4D6C5', 54, 212, 66)) +
  shadow(160, 350, 142, 16, 0.38) +
  body(
    'M64 214H256L242 342Q160 356 78 342Z',
    [64, 212, 192, 140],
    '#B9814E',
    Array.from({ length: 8 }, (_, index) => line(`M${84 + index * 22} 214L${92 + index * 19.5} 350`, '#A06C3C', 2.4)).join(''),
  ) +
  line('M68 246Q160 262 252 246', '#D8B26A', 7) +
  line('M76 312Q160 328 244 312', '#D8B26A', 7) +
  oval(160, 214, 97, 20, '#CC9A62') +
  oval(160, 216, 86, 15, '#9CBFC0') +
  faded(0.6, oval(140, 213, 40, 5, '#D5E6E4')) +
  disc(186, 216, 6, '#E79A7F') +
  disc(204, 212, 4, '#E79A7F') +
  steam(136, 186) +
  steam(184, 182)

const yogaMat = () =>
  room('#E6EAE4', '#C9AF8D', rect(54, 66, 96, 128, '#F2F5F0') + line('M102 66v128M54 130h96', '#E6EAE4', 5)) +
  shadow(170, 352, 150, 14, 0.32) +
  body('M104 332H330V352H104Z', [100, 330, 230, 24], '#5F8F84') +
  disc(104, 296, 57, '#4C7A70') +
  disc(104, 296, 51, '#7AA99D') +
  disc(104, 296, 42, '#4C7A70') +
  disc(104, 296, 36, '#7AA99D') +
  disc(104, 296, 27, '#4C7A70') +
  disc(104, 296, 21, '#7AA99D') +
  disc(104, 296, 12, '#3A625A') +
  block(212, 254, 46, 78, '#EDE3D0', 14) +
  block(218, 234, 34, 24, '#C7553A', 8) +
  line('M226 280h18M226 292h18', '#C9BFAE', 2)

const hotWaterBag = () =>
  room('#F4E6E2', '#C9A58C', moon('#EDD5CE', 160, 168, 108)) +
  shadow(160, 346, 108, 15, 0.32) +
  block(138, 116, 44, 44, '#9A4A3C', 8) +
  rect(130, 108, 60, 14, '#7E392D', 7) +
  body(
    'M118 154H202C206 176 240 186 240 226V296Q240 342 160 342T80 296V226C80 186 114 176 118 154Z',
    [80, 152, 160, 192],
    '#CF7B6A',
    Array.from({ length: 8 }, (_, index) => line(`M${94 + index * 19} 176V350`, '#C06C5B', 2)).join(''),
  ) +
  disc(160, 258, 34, '#FBF0E6') +
  path('M160 278c-20-14-24-24-18-32q9-8 18 4q9-12 18-4c6 8 2 18-18 32Z', '#C7553A')

const pillow = () =>
  room('#E8E6DE', '#B89C78', beams('#F3F1EB', 10)) +
  shadow(160, 346, 148, 16, 0.34) +
  body(
    'M38 270Q44 300 40 326Q160 352 280 326Q276 300 282 270Q160 246 38 270Z',
    [36, 246, 248, 104],
    '#8D9B86',
    line('M40 304q120 24 240 0', '#7A8873', 2),
  ) +
  body(
    'M48 204Q54 240 50 262Q160 286 270 262Q266 240 272 204Q160 180 48 204Z',
    [46, 182, 228, 100],
    '#EDE6D6',
    Array.from({ length: 9 }, (_, index) => line(`M${66 + index * 24} 196v78`, '#D8CDB6', 2)).join(''),
  ) +
  label([122, 212, 76, 46], '#FBF8F0', '#6B5B3E', '荞麦枕') +
  Array.from({ length: 9 }, (_, index) => path(`M${52 + index * 9} ${366 - (index % 3) * 6}l5-7 5 7Z`, '#6B5240')).join('')

const gauze = () =>
  room('#F0ECE4', '#D2BA98', niche('#E6DFD2')) +
  shadow(160, 346, 132, 15, 0.3) +
  block(66, 294, 188, 46, '#E8C6B4', 16, line('M66 316h188', '#D9AE98', 2)) +
  block(70, 250, 180, 46, '#F8F4EA', 16, [90, 120, 150, 180, 210, 236].map((x) => disc(x, 272, 5, '#E0B34E')).join('')) +
  block(74, 206, 172, 46, '#BFD3CC', 16, [92, 128, 164, 200, 232].map((x) => path(`M${x} 238l7-13 7 13Z`, '#8FB0A5')).join('')) +
  group(
    'translate(160 178)',
    oval(0, 8, 42, 26, '#E9DCC2') +
      disc(-22, -14, 11, '#E9DCC2') +
      disc(22, -14, 11, '#DCCBAA') +
      disc(-22, -14, 5, '#E8B9A2') +
      disc(22, -14, 5, '#E8B9A2') +
      disc(-13, 2, 3, '#4A3A2C') +
      disc(13, 2, 3, '#4A3A2C') +
      oval(0, 13, 11, 8, '#F8F1E2') +
      oval(0, 10, 4, 3, '#4A3A2C'),
  )

const dumbbells = () => {
  const bell = (x: number, y: number, color: string, turn: number) =>
    group(
      `translate(${x} ${y}) rotate(${turn})`,
      rect(-50, -8, 100, 16, mix(color, '#2A2018', 0.3), 8) +
        block(-86, -34, 44, 68, color, 14) +
        block(42, -34, 44, 68, color, 14) +
        text(-64, 5, 14, '#FBF6EC', '2 kg', { turn: -turn }),
    )
  return (
    room('#E7E6EC', '#B4A794', moon('#D9D8E2', 166, 160, 104)) +
    shadow(238, 350, 54, 10, 0.36) +
    bell(238, 262, '#D98B6A', 90) +
    shadow(118, 354, 110, 12, 0.36) +
    bell(116, 318, '#8377A0', 0)
  )
}

const tableware = () =>
  room('#E9EEDF', '#D3B78F', beams('#F4F7EC', -6)) +
  shadow(160, 346, 146, 16, 0.32) +
  body('M40 262H216C214 312 184 334 128 334S42 312 40 262Z', [40, 262, 176, 74], '#9FC0A6') +
  oval(128, 262, 89, 14, '#C6DBC9') +
  oval(128, 263, 79, 10, '#F6EBD3') +
  disc(104, 262, 5, '#E28A36') +
  disc(132, 265, 5, '#7FA273') +
  disc(156, 261, 5, '#E28A36') +
  faded(0.9, disc(104, 300, 4, '#3F5A48') + disc(140, 300, 4, '#3F5A48') + line('M114 312q8 7 16 0', '#3F5A48', 3)) +
  group('rotate(16 262 260)', rect(252, 216, 13, 120, '#E4A86C', 6) + oval(258, 202, 20, 28, '#E4A86C') + oval(256, 200, 13, 20, '#F0C593'))

export const familyPictures: Record<string, Picture> = {
  diapers: scene('一包婴儿纸尿裤', diapers),
  'baby-bottle': scene('一只带刻度的奶瓶', babyBottle),
  blocks: scene('搭起来的木头识字积木', blocks),
  'foot-bath': scene('冒着热气的香柏木足浴桶', footBath),
  'yoga-mat': scene('半卷开的瑜伽垫和水杯', yogaMat),
  'hot-water-bag': scene('砖红色绒面热水袋', hotWaterBag),
  pillow: scene('两只荞麦枕', pillow),
  gauze: scene('叠好的婴儿纱布巾和小熊', gauze),
  dumbbells: scene('一对包胶小哑铃', dumbbells),
  tableware: scene('儿童餐碗和勺子', tableware),
}

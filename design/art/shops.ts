import type { Picture } from './pen.ts'
import { block, disc, leaf, line, mix, path, rect, shadow, text, tones } from './pen.ts'

type Front = {
  label: string
  wall: string
  awning: string
  frame: string
  sign: string
  wares: 'fruit' | 'jars' | 'cloth' | 'pots' | 'tea' | 'toys'
}

const goods: Record<Front['wares'], () => string> = {
  fruit: () =>
    [98, 114, 130].map((x) => disc(x, 178, 9, '#EE8431')).join('') +
    disc(106, 166, 9, '#F39A45') +
    disc(122, 166, 9, '#E5762A') +
    [164, 178, 192].map((x) => disc(x, 180, 8, '#B8413A')).join('') +
    disc(171, 169, 8, '#CF5A4C') +
    disc(185, 169, 8, '#C24E42'),
  jars: () =>
    [94, 120, 146, 172, 198]
      .map(
        (x, index) =>
          block(x, 164 - (index % 2) * 4, 18, 18 + (index % 2) * 4, ['#DE9522', '#9DB3A4', '#C7553A'][index % 3] ?? '#DE9522', 4) +
          rect(x + 1, 159 - (index % 2) * 4, 16, 6, '#4A4036', 2),
      )
      .join(''),
  cloth: () =>
    [92, 132, 172]
      .map((x, index) =>
        [0, 1, 2]
          .map((row) => rect(x, 158 + row * 9, 32, 8, ['#E8C6B4', '#8FB0A5', '#F8F4EA', '#6E93A8'][(index + row) % 4] ?? '#E8C6B4', 3))
          .join(''),
      )
      .join(''),
  pots: () =>
    [104, 148, 192]
      .map(
        (x, index) =>
          block(x - 14, 162, 28, 22, ['#B4553D', '#6E93A8', '#7E9C93'][index] ?? '#B4553D', 5) +
          leaf(x, 162, 24, -112) +
          leaf(x, 162, 24, -64, '#4B9A72', '#3A8260'),
      )
      .join(''),
  tea: () =>
    [96, 122, 148, 174]
      .map((x, index) => block(x, 152, 19, 32, index % 2 ? '#3A6152' : '#7A3B1D', 3) + rect(x + 5, 160, 9, 15, '#F4ECD8'))
      .join('') +
    disc(208, 174, 12, '#F5EFE0') +
    disc(208, 174, 8, '#D9CFBA'),
  toys: () =>
    [94, 118, 142].map((x, index) => block(x, 162, 22, 22, ['#D9785A', '#7FA273', '#6E93A8'][index] ?? '#D9785A', 3)).join('') +
    block(106, 140, 22, 22, '#E0B34E', 3) +
    disc(186, 174, 13, '#E9DCC2') +
    disc(178, 162, 5, '#E9DCC2') +
    disc(194, 162, 5, '#DCCBAA') +
    disc(183, 173, 1.6, '#3A2F29') +
    disc(190, 173, 1.6, '#3A2F29'),
}

/** A shop front; the awning starts low enough for the WeChat capsule to stay clear of it. */
const front =
  ({ wall, awning, frame, sign, wares }: Front) =>
  () => {
    const [shade, base] = tones(awning)
    const stripes = Array.from({ length: 9 }, (_, index) => {
      const x = 60 + index * 30
      return (
        path(`M${x} 66h30v34a15 13 0 0 1-30 0Z`, index % 2 ? '#F6EFE2' : base) +
        path(`M${x} 100h30a15 13 0 0 1-30 0Z`, index % 2 ? '#E5DAC6' : shade)
      )
    }).join('')
    const brick = mix(wall, '#6B4A2B', 0.1)
    return (
      rect(0, 0, 375, 236, wall) +
      [
        [8, 120],
        [20, 136],
        [338, 112],
        [346, 150],
        [14, 44],
        [344, 60],
      ]
        .map(([x = 0, y = 0]) => rect(x, y, 26, 9, brick, 2))
        .join('') +
      rect(66, 80, 258, 126, frame) +
      rect(78, 106, 150, 82, '#F7E5BE') +
      path('M78 106h46l-46 60Z', '#FBF0D6') +
      rect(240, 108, 70, 98, mix(frame, '#2A2018', 0.3)) +
      rect(247, 115, 56, 62, '#F7E5BE') +
      disc(300, 190, 3, '#E6C98A') +
      rect(78, 150, 150, 4, '#A37C55') +
      [92, 112, 136, 160, 184]
        .map((x, index) =>
          block(
            x,
            132 - (index % 3) * 3,
            16,
            18 + (index % 3) * 3,
            ['#4A7664', '#DE9522', '#F4F6F1', awning, '#9DB3A4'][index] ?? awning,
            3,
          ),
        )
        .join('') +
      goods[wares]() +
      rect(84, 183, 136, 7, '#B98A51') +
      stripes +
      rect(60, 58, 270, 9, mix(frame, '#2A2018', 0.15), 2) +
      rect(130, 26, 130, 30, mix(frame, '#2A2018', 0.25), 4) +
      text(195, 47, 17, '#FBF0DC', sign, { spacing: 3 }) +
      rect(0, 202, 375, 34, '#CDBFA5') +
      line('M0 202h375', '#DCD0B8', 3) +
      shadow(344, 210, 34, 7, 0.3) +
      path('M328 184h34l-5 26h-24Z', shade) +
      path('M328 184h20l-3 26h-12Z', base) +
      leaf(344, 186, 44, -70) +
      leaf(344, 186, 40, -112, '#4B9A72', '#3A8260') +
      leaf(345, 186, 34, -40) +
      shadow(32, 212, 30, 6, 0.3) +
      path('M16 188h32l-5 22H21Z', '#8A9C93') +
      leaf(32, 190, 44, -96) +
      leaf(32, 190, 36, -60, '#4B9A72', '#3A8260') +
      leaf(32, 190, 34, -130)
    )
  }

const fronts: readonly Front[] = [
  { label: '街角的鲜果小店', wall: '#E9DDC8', awning: '#D9674A', frame: '#7B5A3E', sign: '鲜果小店', wares: 'fruit' },
  { label: '老街上的土产铺', wall: '#DFE3D6', awning: '#4C7A5E', frame: '#5F4A38', sign: '山里土产', wares: 'jars' },
  { label: '临窗的家居布艺店', wall: '#E4E6EA', awning: '#5F86A3', frame: '#6B5A4A', sign: '家居布艺', wares: 'cloth' },
  { label: '种满花草的生活小铺', wall: '#F0E4DC', awning: '#B5637A', frame: '#6A4F45', sign: '日用花草', wares: 'pots' },
  { label: '木门脸的茶铺', wall: '#E6E0D0', awning: '#A8803C', frame: '#54412F', sign: '清茶一铺', wares: 'tea' },
  { label: '巷口的母婴小店', wall: '#F3EAD8', awning: '#6F9F95', frame: '#7A6048', sign: '母婴小店', wares: 'toys' },
]

export const shopPictures: Record<string, Picture> = Object.fromEntries(
  fronts.map((look, index) => [`shop-front-${index + 1}`, { label: look.label, size: [375, 236], draw: front(look) }]),
)

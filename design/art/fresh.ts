import type { Picture, Tones } from './pen.ts'
import {
  ball,
  beams,
  block,
  body,
  clip,
  disc,
  faded,
  group,
  leaf,
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
  tones,
} from './pen.ts'

export const citrus: Tones = ['#D8651F', '#EE8431', '#F5A04C']

/** A whole fruit with pores and a stem. */
export const fruit = (x: number, y: number, radius: number, color: Tones = citrus) => {
  const pores = [
    [0.2, 0.25],
    [0.42, 0.02],
    [-0.08, 0.5],
    [0.36, 0.48],
    [-0.45, 0.3],
  ] as const
  return (
    ball(x, y, radius, color) +
    faded(0.45, pores.map(([dx, dy]) => disc(x + radius * dx, y + radius * dy, radius * 0.03, color[0])).join('')) +
    line(`M${x - radius * 0.02} ${y - radius * 0.86}l${radius * 0.1} ${-radius * 0.16}`, '#6B5A33', radius * 0.09)
  )
}

/** A cut citrus: rind, pith and nine segments. */
export function cutCitrus(
  x: number,
  y: number,
  radius: number,
  rind = '#E5762A',
  pith = '#FBE3BD',
  flesh: readonly [string, string] = ['#F5A64E', '#F39A3D'],
) {
  const at = (angle: number, distance: number) =>
    `${(x + Math.cos(angle) * distance).toFixed(1)} ${(y + Math.sin(angle) * distance).toFixed(1)}`
  const outer = radius * 0.78
  const segments = Array.from({ length: 9 }, (_, index) => {
    const from = (index * 40 * Math.PI) / 180
    const to = ((index * 40 + 32) * Math.PI) / 180
    return path(
      `M${at((from + to) / 2, radius * 0.13)}L${at(from, outer)}A${outer} ${outer} 0 0 1 ${at(to, outer)}Z`,
      flesh[index % 2] ?? flesh[0],
    )
  })
  return disc(x, y, radius, rind) + disc(x, y, radius * 0.93, pith) + segments.join('') + disc(x, y, radius * 0.07, pith)
}

const bowl = (color: string, stripe: string) =>
  body(
    'M62 250H258C256 308 222 336 160 336S64 308 62 250Z',
    [62, 250, 196, 90],
    color,
    line('M60 276H262', stripe, 4) + line('M60 284H262', stripe, 1.5),
  ) + rect(56, 244, 208, 9, mix(color, '#FFFFFF', 0.6), 4.5)

const slats = (x: number, y: number, width: number, height: number, rows: number, color = '#CFA166') => {
  const [dark] = tones(color)
  const gap = height / rows
  return (
    block(x, y, width, height, color, 3) +
    Array.from({ length: rows - 1 }, (_, row) => rect(x, y + gap * (row + 1) - 2, width, 4, mix(dark, '#2A2018', 0.25))).join('') +
    rect(x + 6, y, 9, height, dark) +
    rect(x + width - 15, y, 9, height, dark)
  )
}

const wickerBasket = (color = '#C89A5C') => {
  const weave = Array.from({ length: 5 }, (_, row) =>
    line(`M60 ${262 + row * 15}${'q8 -6 16 0t16 0'.repeat(7)}`, mix(color, '#4A3018', 0.3), 2.2),
  ).join('')
  return body('M66 250H254L236 338H84Z', [66, 250, 188, 90], color, weave) + rect(58, 244, 204, 11, mix(color, '#FFF3D6', 0.35), 5.5)
}

const oranges = () =>
  room('#F9E6D0', '#EFC79A', niche('#F4D5B2')) +
  shadow(166, 338, 140, 20, 0.34) +
  fruit(112, 232, 46) +
  fruit(206, 226, 48) +
  leaf(202, 182, 46, -28) +
  leaf(204, 183, 34, -150) +
  fruit(160, 190, 44) +
  leaf(164, 150, 40, -12) +
  bowl('#EDE7DA', '#9FB3A5') +
  shadow(262, 350, 48, 9, 0.3) +
  cutCitrus(252, 316, 34) +
  leaf(44, 336, 44, -18) +
  leaf(44, 338, 34, 24, '#4B9A72', '#3A8260')

const apple = (x: number, y: number, radius: number, color = '#C8403A') =>
  ball(x, y, radius, color, 0.94) +
  oval(x, y - radius * 0.74, radius * 0.36, radius * 0.1, mix(color, '#3A1510', 0.35)) +
  line(`M${x} ${y - radius * 0.74}q2 ${-radius * 0.2} ${radius * 0.14} ${-radius * 0.34}`, '#6B4A2B', radius * 0.09) +
  faded(0.5, line(`M${x + radius * 0.3} ${y - radius * 0.3}q${radius * 0.2} ${radius * 0.5} 0 ${radius}`, '#E9A24A', radius * 0.06))

const apples = () =>
  room('#F3E7DA', '#D6B48C', moon('#EBD7C1', 150, 170, 108)) +
  shadow(160, 344, 148, 18, 0.36) +
  apple(98, 226, 36) +
  apple(160, 214, 40, '#D24F40') +
  apple(224, 226, 37, '#BF3A38') +
  apple(128, 186, 34, '#D65A45') +
  apple(194, 184, 35, '#C8403A') +
  leaf(198, 152, 34, -24) +
  slats(52, 246, 216, 94, 3) +
  shadow(270, 356, 42, 8, 0.3) +
  apple(272, 326, 30, '#D24F40')

const kiwiHalf = (x: number, y: number, radius: number) => {
  const seeds = Array.from({ length: 14 }, (_, index) => {
    const angle = (index / 14) * Math.PI * 2
    return oval(
      x + Math.cos(angle) * radius * 0.42,
      y + Math.sin(angle) * radius * 0.38,
      radius * 0.06,
      radius * 0.035,
      '#2E3320',
      (angle * 180) / Math.PI,
    )
  })
  return (
    oval(x, y, radius, radius * 0.92, '#7C5F3B') +
    oval(x, y, radius * 0.92, radius * 0.84, '#7FA53C') +
    oval(x - radius * 0.05, y - radius * 0.05, radius * 0.74, radius * 0.66, '#9CBF4E') +
    oval(x, y, radius * 0.24, radius * 0.2, '#EDF0CF') +
    seeds.join('')
  )
}

const kiwis = () =>
  room('#E9EDD8', '#C6B58E', niche('#DCE3C2')) +
  shadow(160, 340, 140, 20, 0.34) +
  oval(160, 326, 122, 24, '#C9CFC9') +
  oval(158, 322, 120, 22, '#F4F2EA') +
  ball(104, 268, 44, '#8C6B42', 0.9) +
  ball(214, 264, 46, '#957349', 0.9) +
  ball(160, 226, 44, '#9C7A4E', 0.9) +
  kiwiHalf(136, 304, 36) +
  kiwiHalf(208, 310, 32) +
  leaf(176, 186, 40, -30)

const spud = (x: number, y: number, length: number, turn: number, color: string) =>
  group(
    `translate(${x} ${y}) rotate(${turn})`,
    body(
      `M${-length} 2C${-length * 0.8} ${-length * 0.5} ${length * 0.7} ${-length * 0.5} ${length} 0C${length * 0.7} ${length * 0.45} ${-length * 0.7} ${length * 0.5} ${-length} 2Z`,
      [-length, -length * 0.5, length * 2, length],
      color,
      line(
        `M${-length * 0.4} ${-length * 0.12}h${length * 0.2}M${length * 0.1} ${length * 0.14}h${length * 0.24}M${length * 0.3} ${-length * 0.16}h${length * 0.14}`,
        mix(color, '#3A1510', 0.35),
        1.8,
      ),
    ),
  )

const sweetPotatoes = () =>
  room('#F4E3D3', '#C99F70', beams('#F9EDE0')) +
  shadow(160, 344, 140, 18, 0.36) +
  spud(108, 236, 52, -14, '#A8485A') +
  spud(214, 234, 54, 16, '#B55262') +
  spud(162, 206, 50, -4, '#9E4054') +
  spud(160, 240, 54, 8, '#B55262') +
  wickerBasket() +
  shadow(76, 364, 54, 8, 0.3) +
  spud(76, 350, 42, 12, '#A8485A') +
  oval(112, 355, 13, 17, '#7E3346', 12) +
  oval(112, 355, 11, 15, '#F0A24A', 12) +
  oval(111, 354, 6, 9, '#F6BC6A', 12)

const egg = (x: number, y: number, size: number, color: string) => {
  const d = `M${x} ${y - size * 1.25}C${x + size * 0.75} ${y - size * 1.25} ${x + size} ${y - size * 0.2} ${x + size} ${y + size * 0.1}A${size} ${size} 0 0 1 ${x - size} ${y + size * 0.1}C${x - size} ${y - size * 0.2} ${x - size * 0.75} ${y - size * 1.25} ${x} ${y - size * 1.25}Z`
  return clip(
    `<path d="${d}"/>`,
    rect(x - size, y - size * 1.3, size * 2, size * 2.6, mix(color, '#5A3018', 0.16)) +
      oval(x - size * 0.16, y - size * 0.12, size * 0.98, size * 1.15, color) +
      faded(0.75, oval(x - size * 0.34, y - size * 0.5, size * 0.44, size * 0.5, mix(color, '#FFFFFF', 0.5))),
  )
}

const eggs = () =>
  room('#EFE6D4', '#BFA07A', moon('#E6D8BE', 196, 160, 92)) +
  shadow(160, 346, 150, 18, 0.36) +
  [84, 134, 186, 236].map((x, index) => egg(x, 246 - (index % 2) * 2, 27, index % 2 ? '#EBCBA4' : '#E2B88C')).join('') +
  [60, 110, 160, 210, 260].map((x, index) => egg(x, 282, 27, index % 2 ? '#E7C29A' : '#F0D5B3')).join('') +
  body('M26 286q17 14 34 0t34 0t34 0t34 0t34 0t34 0t34 0t30 0L280 340H40Z', [26, 280, 270, 62], '#A9A294') +
  line('M34 312h252', '#8F887A', 2) +
  group(
    'translate(214 372) rotate(-14)',
    path('M0 0C14 -16 50 -20 74 -12C58 2 26 10 0 0Z', '#F4EBDA') +
      path('M0 0C26 10 58 2 74 -12C48 -6 22 -4 0 0Z', '#E3D3B8') +
      line('M-14 4C14 -2 46 -8 66 -11', '#B79F78', 1.8),
  )

const pomelos = () =>
  room('#F2EFD8', '#D2BE8C', niche('#E8E4BF', 78, 186, 70)) +
  shadow(160, 346, 144, 20, 0.34) +
  body('M150 164C172 150 186 170 206 200C252 262 216 336 152 336S52 262 98 200C118 170 128 150 150 164Z', [52, 156, 200, 184], '#E3C244') +
  faded(
    0.4,
    [
      [120, 240],
      [140, 280],
      [176, 250],
      [190, 296],
      [112, 292],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 2.2, '#B4902A'))
      .join(''),
  ) +
  leaf(152, 162, 54, -34) +
  leaf(150, 163, 40, -160, '#4B9A72', '#3A8260') +
  shadow(238, 352, 64, 10, 0.32) +
  cutCitrus(236, 306, 50, '#DDBB45', '#FAF3DC', ['#EFA79A', '#E89A8E'])

const cob = (x: number, y: number, turn: number) => {
  const kernels = Array.from({ length: 9 }, (_, row) =>
    Array.from({ length: 5 }, (_, column) =>
      rect(-26 + column * 11, -72 + row * 15, 9.5, 13, column < 2 ? '#F8D668' : column < 4 ? '#F0C244' : '#DCA52E', 4),
    ).join(''),
  ).join('')
  return group(
    `translate(${x} ${y}) rotate(${turn})`,
    clip('<path d="M0 -86C26 -80 32 -20 28 62H-28C-32 -20 -26 -80 0 -86Z"/>', rect(-34, -90, 70, 160, '#DCA52E') + kernels) +
      path('M-34 86C-44 20 -40 -12 -28 -30C-24 10 -10 40 4 86Z', '#7FAF5C') +
      path('M34 86C46 20 42 0 30 -14C24 20 8 44 -6 86Z', '#5F9448') +
      path('M-14 88C-12 50 0 26 4 24C12 40 16 60 16 88Z', '#93BF6C') +
      line('M-3 -84c-6-12-2-18-8-26M2 -86c2-12 8-14 8-24', '#B98A51', 2),
  )
}

const corn = () =>
  room('#F8EFCF', '#CDAE74', moon('#F2E2AE', 166, 168, 104)) +
  shadow(160, 342, 136, 20, 0.36) +
  cob(108, 246, -18) +
  cob(214, 248, 20) +
  cob(160, 254, 2)

const grapes = () => {
  const rows = [5, 6, 5, 4, 3, 2, 1]
  const berries = rows
    .flatMap((count, row) => Array.from({ length: count }, (_, index) => [160 + (index - (count - 1) / 2) * 31, 158 + row * 26] as const))
    .map(([x, y], index) => ball(x, y, 19, ['#9DB84B', '#AFC65B', '#8FAE45'][index % 3] ?? '#9DB84B', 1.06))
    .join('')
  return (
    room('#EAEFDC', '#C9B793', beams('#F3F6E9', 14)) +
    shadow(162, 344, 108, 16, 0.34) +
    line('M160 148C158 120 172 104 196 96M132 112q30-14 66-16', '#7A5F3C', 6) +
    path('M206 98c28-26 62-16 70 4c-10 4-8 14 2 22c-22 0-24 10-30 22c-14-4-36-18-42-48Z', '#5E9556') +
    path('M206 98c22 8 36 24 42 48c-14-4-36-18-42-48Z', '#477C44') +
    berries
  )
}

const mushroom = (x: number, y: number, radius: number, turn = 0) =>
  group(
    `translate(${x} ${y}) rotate(${turn})`,
    body(
      `M${-radius * 0.3} 0L${-radius * 0.26} ${radius * 0.8}q${radius * 0.28} ${radius * 0.2} ${radius * 0.54} 0L${radius * 0.34} 0Z`,
      [-radius * 0.34, 0, radius * 0.7, radius],
      '#EADFC8',
    ) +
      body(
        `M${-radius} ${radius * 0.08}C${-radius} ${-radius * 0.9} ${radius} ${-radius * 0.9} ${radius} ${radius * 0.08}Q0 ${radius * 0.42} ${-radius} ${radius * 0.08}Z`,
        [-radius, -radius * 0.7, radius * 2, radius],
        '#8A5F40',
      ) +
      line(
        `M${-radius * 0.3} ${-radius * 0.4}l${radius * 0.2} ${radius * 0.24}l${radius * 0.26} ${-radius * 0.2}l${radius * 0.2} ${radius * 0.3}M${-radius * 0.62} ${-radius * 0.1}l${radius * 0.2} ${-radius * 0.16}`,
        '#D9BE98',
        2,
      ),
  )

const mushrooms = () =>
  room('#E8E5DA', '#B79A76', niche('#DBD6C5')) +
  shadow(160, 344, 142, 18, 0.36) +
  mushroom(104, 226, 40, -16) +
  mushroom(214, 224, 42, 14) +
  mushroom(158, 198, 46) +
  mushroom(132, 244, 34, -6) +
  mushroom(192, 246, 36, 8) +
  wickerBasket('#B98D58') +
  mushroom(272, 334, 26, 26) +
  leaf(34, 344, 40, -12, '#5C9B79', '#3F7F5F')

const tomato = (x: number, y: number, radius: number) =>
  ball(x, y, radius, '#D2452F', 0.98) +
  [-150, -95, -40, 15, 160].map((turn) => leaf(x, y - radius * 0.82, radius * 0.5, turn, '#5E9556', '#477C44')).join('')

const tomatoes = () =>
  room('#F6E4DC', '#D9B596', beams('#FBF0EA', -10)) +
  shadow(166, 338, 140, 20, 0.34) +
  [
    [98, 234, 28],
    [148, 226, 30],
    [200, 228, 29],
    [232, 240, 24],
    [124, 192, 28],
    [178, 186, 30],
    [154, 152, 24],
  ]
    .map(([x = 0, y = 0, radius = 0]) => tomato(x, y, radius))
    .join('') +
  bowl('#8FB0B0', '#F2F5F0') +
  shadow(268, 352, 36, 7, 0.3) +
  tomato(270, 330, 23) +
  tomato(44, 342, 21)

export const freshPictures: Record<string, Picture> = {
  oranges: scene('一碗脐橙，旁边半个切开', oranges),
  apples: scene('一木箱红苹果', apples),
  kiwis: scene('一盘猕猴桃，两个切开', kiwis),
  'sweet-potatoes': scene('一篮红薯，一个切开露出黄心', sweetPotatoes),
  eggs: scene('一板土鸡蛋', eggs),
  pomelos: scene('一个蜜柚和切开的红心半个', pomelos),
  corn: scene('三根带壳的甜玉米', corn),
  grapes: scene('一串青绿色葡萄', grapes),
  mushrooms: scene('一篮新鲜香菇', mushrooms),
  tomatoes: scene('一碗小番茄', tomatoes),
}

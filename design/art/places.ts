import type { Picture } from './pen.ts'
import { ball, block, body, clip, disc, faded, group, leaf, line, mix, oval, path, rect, scene, shadow, text } from './pen.ts'

/** A flat sky, so that words may be set on it. */
export const orchardSky = '#FBEBD3'

/** A round-crowned tree, 60 units tall at size 1; fruit is left out when `color` is empty. */
export const tree = (x: number, y: number, size: number, color = '#EE8431') => {
  const fruits = [
    [-14, -8],
    [4, -20],
    [14, -4],
    [-4, -36],
    [16, -28],
    [-18, -26],
    [0, -2],
  ] as const
  const crown = `M-26 0a18 18 0 0 1 6-30a20 20 0 0 1 40 0a18 18 0 0 1 6 30q-26 10-52 0Z`
  return group(
    `translate(${x} ${y}) scale(${size})`,
    rect(-3, 0, 6, 16, '#7A5A38') +
      clip(`<path d="${crown}"/>`, rect(-40, -60, 80, 80, '#2F6B4E') + disc(-8, -22, 28, '#44855F') + disc(-14, -32, 14, '#5C9D74')) +
      (color ? fruits.map(([dx, dy]) => disc(dx, dy, 3.9, color)).join('') : ''),
  )
}

/** Someone at work in the fields, 65 units tall. */
export const farmer = (x: number, y: number, size = 1, shirt = '#DA6E50') =>
  group(
    `translate(${x} ${y}) scale(${size})`,
    shadow(16, 66, 26, 5, 0.35) +
      path('M6 40h9l1 25h-8ZM17 40h9l-1 25h-7Z', '#3C5363') +
      path('M2 20q14-8 28 0l1 24H1Z', mix(shirt, '#2A2018', 0.18)) +
      path('M2 20q8-5 15-5v29H1Z', shirt) +
      disc(16, 8, 8, '#EDBE93') +
      path('M1 5q15-15 30 0q-15 4-30 0Z', '#E6C98A') +
      path('M9 0q7-6 14 0v2H9Z', '#D3B06A') +
      line('M30 24l10 12', '#EDBE93', 5) +
      line('M4 24l-6 13', shirt, 6),
  )

export const crate = (x: number, y: number, size: number, fill = '#EE8431') =>
  group(
    `translate(${x} ${y}) scale(${size})`,
    shadow(22, 33, 30, 6, 0.38) +
      disc(9, 6, 7, fill) +
      disc(22, 3, 8, mix(fill, '#FFF0D0', 0.18)) +
      disc(35, 6, 7, mix(fill, '#7A2A10', 0.1)) +
      path('M-1 8h46l-5 25H4Z', '#B98A51') +
      path('M-1 8h29l-2 25H4Z', '#CFA166') +
      line('M0 16h44M2 24h40', '#A87A44', 1.6),
  )

const land = (sky: string, sun: string, far: string, near: string, ground: string) =>
  rect(-120, -80, 560, 560, sky) +
  disc(238, 96, 36, sun) +
  path('M-120 226q90-96 190-44t120-30t250 40V480H-120Z', far) +
  path('M-120 262q120-60 230-34t330-22V480H-120Z', near) +
  path('M-120 318q140-34 280-16t280-14V480H-120Z', ground)

type Grove = { fruit: string; shirt: string; sky?: string; far?: string; near?: string; ground?: string; mirrored?: boolean }

/** Slopes of fruit trees. Soil, sky and side of the light differ by county, so that two orchards are two places. */
const orchard =
  ({ fruit, shirt, sky = orchardSky, far = '#C2CFA6', near = '#93B383', ground = '#6E9A6C', mirrored = false }: Grove) =>
  () => {
    const trees = [
      [52, 236, 0.7],
      [112, 230, 0.64],
      [286, 222, 0.8],
    ]
    const slope =
      land(sky, '#F4B56A', far, near, ground) +
      trees.map(([x = 0, y = 0, size = 1]) => tree(x, y, size, fruit)).join('') +
      tree(234, 308, 2.1, fruit) +
      tree(30, 330, 1.5, fruit) +
      farmer(112, 246, 1.5, shirt) +
      crate(164, 310, 1.3, fruit)
    return mirrored ? group('translate(320 0) scale(-1 1)', slope) : slope
  }

const furrows =
  (leafTop: string, leafUnder: string, soil: string, berry = '') =>
  () =>
    land('#F6EEDB', '#F4C07A', '#C5CFA9', '#A5BB88', soil) +
    Array.from({ length: 7 }, (_, index) =>
      line(`M${160 + (index - 3) * 18} 296L${160 + (index - 3) * 96} 420`, mix(soil, '#2A2018', 0.22), 7),
    ).join('') +
    Array.from({ length: 5 }, (_, row) =>
      Array.from({ length: 6 }, (_, column) => {
        const x = 160 + (column - 2.5) * (20 + row * 19)
        const y = 304 + row * 21
        const size = 10 + row * 4
        return (
          leaf(x, y, size, -130, leafTop, leafUnder) +
          leaf(x, y, size, -55, leafTop, leafUnder) +
          leaf(x, y, size * 1.1, -92, leafUnder, leafTop) +
          (berry ? disc(x - size * 0.3, y - size * 0.3, size * 0.2, berry) + disc(x + size * 0.25, y - size * 0.6, size * 0.2, berry) : '')
        )
      }).join(''),
    ).join('') +
    farmer(210, 214, 1.4, '#6E93A8')

const cornfield = () =>
  land('#FAF0D4', '#F1B95C', '#CBD3A4', '#A8BE80', '#8FA968') +
  Array.from({ length: 9 }, (_, index) => {
    const x = 14 + index * 38
    const top = 180 + (index % 3) * 14
    return (
      line(`M${x} 360V${top}`, '#5F9448', 5) +
      leaf(x, top + 40, 44, -38, '#7FAF5C', '#5F9448') +
      leaf(x, top + 62, 44, -146, '#7FAF5C', '#5F9448') +
      leaf(x, top + 96, 40, -30, '#93BF6C', '#6E9C50') +
      oval(x + 7, top + 74, 7, 20, '#F0C244', 12) +
      line(`M${x} ${top}l-8-18M${x} ${top}v-22M${x} ${top}l8-18`, '#CFA94F', 2.4)
    )
  }).join('') +
  path('M-120 352q180-20 560 0v130h-560Z', '#7C6244') +
  farmer(134, 290, 1.4, '#C7553A')

const trellis = () =>
  land('#EAF0E4', '#F2DFA0', '#C6D3B2', '#A6BE92', '#86A274') +
  line('M20 150H300M50 150V360M160 150V360M270 150V360', '#8A6B48', 7) +
  Array.from({ length: 11 }, (_, index) => disc(16 + index * 29, 148 + (index % 2) * 8, 25, index % 2 ? '#5E9556' : '#71A866')).join('') +
  [76, 128, 196, 240]
    .map((x, index) =>
      Array.from({ length: 9 }, (_, at) =>
        disc(
          x + ((at % 3) - 1) * 12 + (at > 5 ? 0 : 2),
          190 + Math.floor(at / 3) * 13 + (index % 2) * 10,
          8,
          at % 2 ? '#9DB84B' : '#B5CC66',
        ),
      ).join(''),
    )
    .join('') +
  farmer(150, 270, 1.4, '#8377A0') +
  crate(206, 322, 1.2, '#9DB84B')

const hen = (x: number, y: number, color: string, turn = 1) =>
  group(
    `translate(${x} ${y}) scale(${turn} 1)`,
    line('M-4 22v14M8 22v14', '#E0A23C', 3) +
      body('M-34-8C-20 0-10-4 4-16C14-26 26-22 28-8C30 18 8 26-6 26C-26 26-34 8-34-8Z', [-36, -26, 68, 54], color) +
      disc(22, -22, 11, color) +
      path('M14-32q4-8 8-2q5-7 8 2q-8 5-16 0Z', '#C8403A') +
      path('M32-22l9 4-9 3Z', '#E0A23C') +
      disc(25, -24, 1.8, '#2B2420'),
  )

const henYard = () =>
  land('#F4EDDA', '#F2C27C', '#C7CFA5', '#A2B985', '#BFA878') +
  path('M36 232L110 178L184 232Z', '#A9553E') +
  rect(52, 230, 116, 82, '#D9BE90') +
  rect(94, 260, 34, 52, '#7A5A3E') +
  line('M200 300V250M240 304V252M280 300V250M190 264h130M190 284h130', '#9A7648', 5) +
  hen(96, 340, '#C9824A') +
  hen(206, 330, '#8A5A3C', -1) +
  hen(266, 360, '#E3C9A0', -1) +
  hen(40, 366, '#B5653C')

const mushroomShed = () =>
  rect(-120, -80, 560, 560, '#D9D6C8') +
  path('M-120 90q280-120 560 0v30q-280-110-560 0Z', '#B9B59F') +
  path('M130 110h60v180h-60Z', '#F2EFDF') +
  path('M-120 286H440V480H-120Z', '#A48B6C') +
  [0, 1]
    .flatMap((side) =>
      [150, 206, 262].map((y) => {
        const x = side ? 204 : -20
        return (
          rect(x, y + 30, 136, 7, '#7E6142') +
          Array.from(
            { length: 6 },
            (_, index) =>
              block(x + 4 + index * 22, y, 18, 30, '#8F7355', 7) + path(`M${x + 4 + index * 22} ${y + 6}q9-16 18 0Z`, '#5F4230'),
          ).join('')
        )
      }),
    )
    .join('') +
  disc(160, 70, 12, '#FBF3D6') +
  line('M160 0V58', '#8A8470', 3) +
  farmer(126, 262, 1.9, '#C7553A') +
  crate(186, 338, 1.1, '#8A5F40')

const teaHills = () =>
  land('#EDEBD8', '#F2D79A', '#BFD0B4', '#8FB38A', '#5F8F66') +
  Array.from({ length: 8 }, (_, index) =>
    line(`M-20 ${250 + index * 22}q90-${26 - index * 2} 180-6t180-10`, index % 2 ? '#4C7F58' : '#76A879', 13),
  ).join('') +
  faded(0.6, path('M-20 190q80-20 150 0t210-6v16q-120 10-200 0t-160 6Z', '#FFFFFF')) +
  farmer(78, 268, 1.3, '#C7553A') +
  farmer(212, 296, 1.5, '#6E93A8')

const apiary = () =>
  land('#F8EFD8', '#F1BE66', '#C8D0A4', '#A3BC86', '#88A770') +
  [
    [36, 300],
    [128, 322],
    [226, 296],
  ]
    .map(
      ([x = 0, y = 0]) =>
        shadow(x + 32, y + 62, 42, 7, 0.34) +
        block(x, y, 64, 60, '#E3B869', 3, rect(x, y + 28, 64, 4, '#C0924A')) +
        rect(x - 5, y - 10, 74, 12, '#8FA9B0', 2) +
        rect(x + 20, y + 46, 24, 6, '#4A3524', 2),
    )
    .join('') +
  [
    [88, 252],
    [150, 274],
    [196, 238],
    [246, 256],
    [116, 290],
  ]
    .map(
      ([x = 0, y = 0]) => oval(x, y, 6, 4, '#E0A23C', 20) + oval(x - 1, y - 5, 4, 3, '#FFFFFF', -30) + rect(x - 1, y - 3, 2, 7, '#4A3524'),
    )
    .join('') +
  tree(280, 240, 1.1, '') +
  farmer(196, 224, 1.2, '#EDE3D0')

const paddy = () =>
  land('#F5EDD6', '#F0B65E', '#C9CFA0', '#D9C374', '#CDAE52') +
  Array.from({ length: 44 }, (_, index) => {
    const x = (index * 37) % 330
    const y = 320 + Math.floor(index / 11) * 24
    return line(`M${x} ${y + 20}q2-24 14-34`, '#B08F36', 3) + oval(x + 14, y - 14, 3.4, 8, '#E6C766', 30)
  }).join('') +
  farmer(196, 232, 1.5, '#7E9C93')

const bench = (tint: string, wares: () => string) => () =>
  rect(-120, -80, 560, 560, mix('#EFE8DC', tint, 0.16)) +
  rect(36, 60, 110, 130, '#F8F4EA', 3) +
  path('M36 190l36-52 30 30 20-22 24 44Z', mix(tint, '#FFFFFF', 0.5)) +
  line('M91 60v130M36 125h110', mix('#EFE8DC', tint, 0.3), 5) +
  rect(176, 96, 120, 6, '#A37C55') +
  rect(176, 160, 120, 6, '#A37C55') +
  [188, 218, 250]
    .map(
      (x, index) =>
        block(x, 66 + index * 4, 22, 30 - index * 4, index % 2 ? tint : '#EDE3D0', 4) +
        block(x + 4, 134 + index * 3, 20, 26 - index * 3, index % 2 ? '#EDE3D0' : mix(tint, '#2A2018', 0.2), 4),
    )
    .join('') +
  group(
    'translate(118 176) scale(1.9)',
    path('M2 20q14-8 28 0l3 44H-1Z', mix(tint, '#2A2018', 0.25)) +
      path('M2 20q8-5 15-5v49H-1Z', tint) +
      disc(16, 5, 9.5, '#EDBE93') +
      path('M6 4q0-11 10-11t10 11q-4-6-10-6t-10 6Z', '#3A2F29') +
      line('M3 26l-8 20 14 10M29 26l8 20-14 10', '#E3B58A', 5),
  ) +
  rect(-120, 296, 560, 200, '#B48A5E') +
  rect(-120, 296, 560, 4, '#CFA97E') +
  wares()

const kiln = bench(
  '#6E93A8',
  () =>
    shadow(160, 344, 80, 12, 0.36) +
    oval(160, 338, 62, 12, '#7A6A58') +
    body('M112 296h96c-4 26-22 40-48 40s-44-14-48-40Z', [112, 290, 96, 48], '#C9BBA6') +
    oval(160, 296, 48, 9, '#DED2BF') +
    [40, 268].map((x) => block(x, 312, 30, 40, '#A9BFBC', 8)).join(''),
)
const weaving = bench(
  '#A9BA8A',
  () =>
    shadow(160, 346, 96, 12, 0.36) +
    body('M92 296H228L214 344H106Z', [92, 296, 136, 50], '#CFA166', line('M90 312h140M96 328h128', '#A97B45', 3)) +
    line('M60 340l60-50M262 342l-62-54', '#D9B37D', 4),
)
const benchPacking = bench('#9DB3A4', () =>
  [56, 130, 204]
    .map((x) => shadow(x + 30, 352, 38, 6, 0.3) + block(x, 300, 60, 50, '#CFA166', 3, rect(x + 25, 300, 10, 50, '#E6CFA4')))
    .join(''),
)
const assembly = bench(
  '#7E8FA3',
  () =>
    shadow(160, 346, 110, 12, 0.36) +
    block(70, 320, 180, 18, '#4A5A55', 3) +
    [92, 148, 204].map((x) => block(x, 300, 30, 22, '#2F383D', 4) + disc(x + 8, 310, 3, '#8FD1A8')).join('') +
    line('M258 300q20-30 0-60', '#C7553A', 4) +
    text(160, 368, 12, '#F4E6D0', '逐台通电检查', { weight: 400 }),
)
const kitchen = bench('#C98A6A', () =>
  [70, 160, 250]
    .map(
      (x, index) =>
        shadow(x, 350, 40, 7, 0.34) +
        body(`M${x - 30} 300q-8 46 12 48h36q20-2 12-48Z`, [x - 36, 298, 72, 52], index === 1 ? '#6E4F3C' : '#8A5F45') +
        oval(x, 300, 30, 7, index === 1 ? '#C2483A' : '#3A2A22'),
    )
    .join(''),
)
const vats = bench(
  '#B7C69A',
  () =>
    ball(84, 330, 24, '#EBD9B0', 0.8) +
    shadow(190, 350, 80, 10, 0.3) +
    block(140, 300, 100, 48, '#D9DEDC', 8, rect(140, 316, 100, 8, '#A9BFBC')) +
    leaf(40, 352, 44, -14) +
    leaf(262, 350, 40, -160),
)

export const placePictures: Record<string, Picture> = {
  'origin-orange-orchard': scene('山坡上的橙园，果农在采摘', orchard({ fruit: '#EE8431', shirt: '#DA6E50' })),
  'origin-apple-orchard': scene(
    '黄土塬上的苹果园',
    orchard({ fruit: '#C8403A', shirt: '#6E93A8', sky: '#F3E6D2', far: '#DDBE8E', near: '#CDA672', ground: '#A9935E', mirrored: true }),
  ),
  'origin-kiwi-orchard': scene(
    '秦岭脚下的猕猴桃园',
    orchard({ fruit: '#A98654', shirt: '#7E9C93', sky: '#E6ECE6', far: '#A9BDB4', near: '#8CAE90', ground: '#6C9670' }),
  ),
  'origin-pomelo-orchard': scene(
    '挂满黄柚的果园',
    orchard({ fruit: '#E9CB4E', shirt: '#8377A0', sky: '#F7F0D4', far: '#CBD6A4', near: '#A9C07E', ground: '#86A862', mirrored: true }),
  ),
  'origin-camellia-hill': scene(
    '开着白花的油茶山',
    orchard({ fruit: '#F4E6DA', shirt: '#B5863F', sky: '#F4E4DA', far: '#D9BFA6', near: '#B58A6A', ground: '#9A6A4C' }),
  ),
  'origin-sweet-potato-field': scene('沙地里的红薯垄', furrows('#7FA273', '#5C8A58', '#B98A5E')),
  'origin-tomato-field': scene('一垄垄番茄苗', furrows('#5E9556', '#477C44', '#9A7450', '#D2452F')),
  'origin-corn-field': scene('玉米地', cornfield),
  'origin-vineyard': scene('葡萄架下', trellis),
  'origin-hen-yard': scene('林下散养的母鸡', henYard),
  'origin-mushroom-shed': scene('菌棚里一排排菌棒', mushroomShed),
  'origin-tea-hills': scene('晨雾里的茶山', teaHills),
  'origin-apiary': scene('林边的蜂箱', apiary),
  'origin-paddy': scene('成熟的稻田', paddy),
  'origin-kiln': scene('师傅在工作台前拉坯', kiln),
  'origin-weaving': scene('师傅在编竹器', weaving),
  'origin-packing': scene('工坊里打包发货', benchPacking),
  'origin-assembly': scene('装配台上逐台检查', assembly),
  'origin-kitchen': scene('作坊里一排陶坛', kitchen),
  'origin-blending': scene('小工坊里调制膏体', vats),
}

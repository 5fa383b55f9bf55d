import type { Picture } from './pen.ts'
import { clip, disc, line, mix, oval, path, rect, tones } from './pen.ts'

type Hair = 'bob' | 'short' | 'long' | 'bun' | 'crop' | 'curls' | 'ponytail' | 'bald' | 'cap'
type Look = {
  who: string
  wall: string
  hair: Hair
  /** Colour of the hair, or of the cap. */
  shade?: string
  top: string
  skin?: string
  collar?: string
  apron?: string
  glasses?: boolean
  /** 0 young, 1 lines beside eyes and mouth, 2 also on the brow. */
  age?: 0 | 1 | 2
  beard?: boolean
  earrings?: boolean
}

type Lit = readonly [shade: string, light: string]

/** Hair behind the head. */
const behind: Record<Hair, (hair: Lit) => string> = {
  bob: ([c]) => path('M50 104C42 44 78 26 102 28s56 18 48 78c-2 18-8 26-16 30H66c-10-6-14-16-16-32Z', c),
  short: ([c]) => path('M58 92C52 46 76 30 100 30s48 16 42 62l-8 12H66Z', c),
  crop: ([c]) => path('M60 86C56 50 78 34 100 34s44 16 40 52Z', c),
  long: ([c]) => path('M46 160C36 44 74 26 100 27s64 18 54 134Z', c),
  bun: ([c]) => disc(106, 26, 19, c) + path('M55 100C48 46 76 30 100 30s52 16 45 70l-10 18H66Z', c),
  ponytail: ([c]) => path('M132 50c40-6 44 60 24 100c-14-8-14-60-30-84Z', c) + path('M57 100C50 46 76 30 100 30s50 16 43 70l-10 12H66Z', c),
  curls: ([c]) =>
    [
      [58, 62, 20],
      [76, 42, 21],
      [102, 36, 22],
      [128, 44, 20],
      [142, 64, 19],
      [50, 86, 18],
      [149, 88, 17],
      [54, 110, 15],
      [146, 112, 15],
    ]
      .map(([x = 0, y = 0, size = 0]) => disc(x, y, size, c))
      .join(''),
  bald: () => '',
  cap: () => path('M60 92C56 60 78 40 100 40s44 20 40 52Z', '#3A322D'),
}

/** Hair over the brow. */
const front: Record<Hair, (hair: Lit) => string> = {
  bob: ([c, l]) =>
    path('M60 88C62 60 84 54 112 56q26 4 30 34C148 52 128 34 100 34S54 54 60 88Z', l) +
    path('M59 96c2-24 20-34 46-44q-8 20-46 44Z', c) +
    path('M103 52q36 6 38 46q8-42-14-58q-18-12-24 12Z', c),
  short: ([c, l]) => path('M60 84q4-26 18-28q24 8 46-4q14 8 16 32q10-54-38-54T60 84Z', c) + path('M64 62q14-24 44-22q-18 2-26 16Z', l),
  crop: ([c, l]) => path('M61 78q6-20 20-22q20-4 40 0q14 4 18 22q6-46-38-46T61 78Z', c) + path('M68 58q12-18 36-18q-16 4-22 14Z', l),
  long: ([c, l]) => path('M58 96q4-38 44-46q38 6 40 46q12-66-42-66T58 96Z', c) + path('M64 64q12-24 36-26q-16 6-20 20Z', l),
  bun: ([c, l]) => path('M60 90q2-34 40-40q38 4 41 40q10-58-41-58T60 90Z', c) + path('M66 62q12-22 34-24q-16 6-18 18Z', l),
  ponytail: ([c, l]) => path('M60 90q6-36 52-38q26 8 29 38q10-58-41-58T60 90Z', c) + path('M66 62q12-22 34-24q-16 6-18 18Z', l),
  curls: ([c, l]) => disc(76, 54, 14, c) + disc(98, 48, 16, c) + disc(122, 54, 14, c) + disc(72, 46, 7, l) + disc(94, 40, 8, l),
  bald: ([c]) => path('M61 92q-6-22 4-32q-2 18 0 32ZM139 92q6-22-4-32q2 18 0 32Z', c),
  cap: ([c, l]) =>
    path('M58 76C58 40 80 26 102 27s42 16 41 49q-42-12-85 0Z', c) +
    path('M64 62q10-26 36-30q-18 10-22 28Z', l) +
    path('M56 74q46-16 92 2q14 6 12 12q-52-16-104-4Z', mix(c, '#2A2018', 0.25)),
}

const face = (look: Look, skin: Lit) => {
  const brow = look.hair === 'cap' || look.hair === 'bald' ? '#4A403A' : (look.shade ?? '#2E2723')
  const outline = 'M62 84c0-24 16-36 38-36s39 12 39 36c0 30-16 52-39 52S62 114 62 84Z'
  const shaded = clip(
    `<path d="${outline}"/>`,
    rect(60, 40, 80, 100, skin[1]) +
      `<path d="M120 44c10 40 2 76-24 94h50V44Z" fill="${skin[0]}" opacity=".55"/>` +
      `<g opacity=".42">${oval(76, 104, 9, 6, '#E58E70')}${oval(124, 104, 9, 6, '#E58E70')}</g>` +
      (look.beard ? `<g opacity=".28">${path('M62 100q10 20 24 12q14-8 28 0q14 8 24-12q4 44-38 44t-38-44Z', '#3A322D')}</g>` : ''),
  )
  const features =
    line('M77 82q7-5 14-1M109 81q7-4 14 1', brow, 2.8) +
    line('M101 90q-3 9-3 12q2 2 5 1', skin[0], 2.6) +
    line('M87 116q13 11 26 0', '#A9483A', 3) +
    oval(84.5, 92, 3.2, 3.8, '#2B2420') +
    oval(115.5, 92, 3.2, 3.8, '#2B2420')
  return [shaded, features] as const
}

const portrait = (look: Look) => () => {
  const skin: Lit = [mix(look.skin ?? '#F2C9A5', '#A85A30', 0.22), look.skin ?? '#F2C9A5']
  const shade = look.shade ?? '#2E2723'
  const hair: Lit = [shade, mix(shade, '#E8D8C4', 0.14)]
  const [dark, base] = tones(look.top)
  const [shaded, features] = face(look, skin)
  const apron = look.apron ? path('M66 150l8 54h52l8-54-12-4-6 26H84l-6-26Z', look.apron) + path('M84 172h32v36H84Z', look.apron) : ''
  return (
    rect(0, 0, 200, 200, look.wall) +
    behind[look.hair](hair) +
    path('M84 118h32v34q-16 14-32 0Z', skin[0]) +
    clip(
      '<path d="M20 204q2-44 40-52l24-8q16 16 32 0l24 8q38 8 40 52Z"/>',
      rect(0, 136, 200, 70, dark) + path('M0 136h112q-6 40-2 70H0Z', base) + apron,
    ) +
    path('M82 143q18 20 36 0l5 4q-22 26-46 0Z', look.collar ?? skin[0]) +
    (look.hair === 'crop' || look.hair === 'bald' || look.hair === 'cap' || look.hair === 'short'
      ? oval(61, 94, 6, 9, skin[0]) + oval(140, 94, 6, 9, skin[0])
      : '') +
    shaded +
    front[look.hair](hair) +
    features +
    (look.age ? line('M68 98q4 2 6 0M126 98q3 2 6 0M82 108q-3 5-2 8M118 108q3 5 2 8', skin[0], 2) : '') +
    (look.age === 2 ? line('M86 66q14-4 28 0M90 73q10-3 20 0', skin[0], 1.8) : '') +
    (look.glasses
      ? `<g fill="none" stroke="#5A4636" stroke-width="2.6"><circle cx="84" cy="92" r="11"/><circle cx="116" cy="92" r="11"/><path d="M95 91q5-3 10 0"/></g>`
      : '') +
    (look.earrings ? disc(60, 110, 3.4, '#D8B26A') + disc(141, 110, 3.4, '#D8B26A') : '')
  )
}

const looks: readonly Look[] = [
  { who: '系围裙的短发女店主', wall: '#DCE6DB', hair: 'bob', top: '#F3ECDF', apron: '#C7553A', collar: '#F8F3EA' },
  { who: '穿蓝衬衫的青年男子', wall: '#DDE5EA', hair: 'short', top: '#55788D', collar: '#E9EEF0' },
  { who: '盘发戴眼镜的女子', wall: '#E9E4D2', hair: 'bun', top: '#649479', glasses: true },
  { who: '披发的年轻女子', wall: '#F4E1D4', hair: 'long', shade: '#3A2A22', top: '#9483AB' },
  { who: '穿砖红上衣的青年男子', wall: '#F1E2DA', hair: 'short', top: '#A4604E' },
  { who: '戴眼镜的中年男子', wall: '#E3E7E0', hair: 'short', shade: '#4A4540', top: '#CDA05A', glasses: true, age: 1 },
  { who: '盘着花白头发的阿姨', wall: '#EFE3CB', hair: 'bun', shade: '#7D7670', top: '#67856F', age: 1, skin: '#EDBE93' },
  { who: '果园里戴帽子的大叔', wall: '#E2EAD6', hair: 'cap', shade: '#C9A25E', top: '#6E8A5C', age: 2, skin: '#DFAA7C' },
  { who: '扎马尾的女孩', wall: '#FBEBD3', hair: 'ponytail', top: '#E4765A', collar: '#FBF3E6' },
  { who: '寸头的年轻男子', wall: '#DEE3EA', hair: 'crop', top: '#3F4E63', skin: '#E9BB90' },
  { who: '卷发的中年女子', wall: '#EDE0E4', hair: 'curls', shade: '#4A332A', top: '#B5637A', earrings: true, age: 1 },
  { who: '谢顶的老先生', wall: '#E6E2D6', hair: 'bald', shade: '#A8A29A', top: '#7A7F86', glasses: true, age: 2 },
  { who: '盘发的年轻职员', wall: '#E2E6EE', hair: 'bun', shade: '#2B2523', top: '#5D6D86', collar: '#F4F6FA' },
  { who: '戴蓝帽子的快递小哥', wall: '#DBE8EE', hair: 'cap', shade: '#3F6F94', top: '#4C82A8', skin: '#E9BB90' },
  { who: '长发戴眼镜的女子', wall: '#E4EBDD', hair: 'long', shade: '#2E2723', top: '#8FA37A', glasses: true },
  { who: '留胡茬的男子', wall: '#EADFD3', hair: 'short', shade: '#332B27', top: '#6B4F3A', beard: true, skin: '#E9BB90' },
  { who: '银发的奶奶', wall: '#F2E6DE', hair: 'curls', shade: '#BDB6AE', top: '#9A5A5F', age: 2, collar: '#F6EDE0' },
  { who: '短发的年轻女子', wall: '#E0EAE8', hair: 'bob', shade: '#5A3A2A', top: '#4F8A8B', earrings: true },
  { who: '系深色围裙的厨师', wall: '#F3E7D2', hair: 'crop', top: '#F1EDE4', apron: '#3E5A3C', age: 1, skin: '#E6B488' },
  { who: '扎马尾戴眼镜的女子', wall: '#E8E2EE', hair: 'ponytail', shade: '#3A2A22', top: '#7C6A93', glasses: true },
  { who: '花白头发的大伯', wall: '#DFE5DC', hair: 'short', shade: '#8E8882', top: '#4F6658', age: 2, skin: '#E3B083' },
  { who: '披着栗色长发的女子', wall: '#F6E6D4', hair: 'long', shade: '#6B4530', top: '#D98B4A', collar: '#FBF3E6' },
  { who: '卷发的青年男子', wall: '#DFE7E4', hair: 'curls', shade: '#2E2723', top: '#587A6C', beard: true },
  { who: '短发的中年女子', wall: '#ECE6DA', hair: 'bob', shade: '#4A4039', top: '#A8503C', age: 1, glasses: true },
]

export const peoplePictures: Record<string, Picture> = Object.fromEntries(
  looks.map((look, index) => [
    `portrait-${String(index + 1).padStart(2, '0')}`,
    { label: look.who, size: [200, 200], draw: portrait(look) },
  ]),
)

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
  steam,
  text,
  upright,
} from './pen.ts'

const tea = () =>
  room('#ECE5D3', '#BFA27A', moon('#E2D7BC')) +
  shadow(136, 336, 100, 16, 0.36) +
  body('M70 168q0-8 8-8h92q8 0 8 8v150q0 16-54 16t-54-16Z', [70, 150, 108, 190], ['#2B4A3E', '#3A6152', '#4A7664']) +
  body('M66 132q0-12 12-12h92q12 0 12 12v32H66Z', [66, 110, 116, 60], ['#263F35', '#33564A', '#446C5C']) +
  rect(64, 160, 120, 6, '#C9A25E', 3) +
  rect(104, 186, 40, 112, '#F4ECD8') +
  upright(124, 222, 24, '#7A3B1D', '肉桂') +
  rect(117, 272, 14, 14, '#B4472E', 2) +
  shadow(240, 342, 74, 12, 0.36) +
  oval(236, 336, 58, 9, '#D8CFBB') +
  oval(232, 334, 52, 7, '#EFE8D8') +
  body('M192 274h88c0 34-16 58-44 58s-44-24-44-58Z', [192, 270, 88, 64], ['#DDD5C3', '#F7F2E6', '#FFFDF7']) +
  oval(236, 275, 44, 9, '#FBF8EF') +
  oval(236, 276, 38, 6.5, '#B4632A') +
  steam(224, 252, '#FBF8EF')

const honeycomb = () =>
  [
    [0, 0],
    [1, 0],
    [2, 0],
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 1],
    [1, 2],
    [2, 2],
  ]
    .map(([column = 0, row = 0]) =>
      path(
        `M${168 + column * 44 - (row % 2 ? 22 : 0)} ${51 + row * 38}l20 11.5v23l-20 11.5l-20-11.5v-23Z`,
        (column + row) % 3 ? '#F7DFA6' : '#F2D085',
      ),
    )
    .join('')

const clothLid = (ribbon: string) =>
  path('M80 196q6-10 0-20q-2-30 80-30t80 30q-6 10 0 20q-14 8-26 0q-14 8-28 0q-14 8-26 0q-14 8-28 0q-14 8-26 0q-12 8-26 0Z', '#E8DCC4') +
  path('M80 196q6-10 0-20q-2-30 80-30h24q6 24 2 50q-14 8-26 0q-14 8-28 0q-14 8-26 0q-12 8-26 0Z', '#F7F0E0') +
  line('M82 176h156', ribbon, 5)

const honey = () =>
  room('#FBEBC8', '#E3B869', honeycomb()) +
  shadow(160, 342, 118, 18, 0.36) +
  block(84, 180, 152, 158, ['#C97A14', '#DE9522', '#EBAE45'], 22, rect(80, 176, 160, 30, '#F6E7C6')) +
  label([106, 230, 108, 76], '#FBF6EA', '#6A3E0E', '土蜂蜜', '秦岭 · 500 g') +
  clothLid('#B4472E') +
  group(
    'rotate(38 262 270)',
    rect(258, 180, 8, 120, '#A8743C', 4) +
      [292, 303, 314].map((y, index) => rect(index === 1 ? 243 : 246, y, index === 1 ? 38 : 32, 9, '#C08A4C', 4.5)).join(''),
  )

const rice = () =>
  room('#EFEBE1', '#C7B08B', moon('#E5DECD', 120, 170, 96)) +
  shadow(140, 342, 116, 16, 0.32) +
  body(
    'M66 190q-4-20 18-24q56-14 112 0q20 4 16 24q14 70 2 138q-2 12-16 14q-60 8-118 0q-14-2-16-14q-12-70 2-138Z',
    [50, 150, 176, 200],
    ['#D9C9A6', '#EADDBF', '#F3EAD3'],
  ) +
  path('M84 168q56-14 112 0q-10-26-30-30q-26-8-50 0q-22 6-32 30Z', '#D0BE97') +
  line('M92 170q48-10 96 0', '#B4472E', 5) +
  disc(140, 254, 44, '#FBF6EA') +
  text(140, 252, 22, '#2F6B52', '五常') +
  text(140, 274, 12, '#2F6B52', '稻花香', { spacing: 2 }) +
  shadow(246, 344, 70, 11, 0.32) +
  path('M196 292q4-30 50-32t52 32Z', '#FCFAF4') +
  oval(228, 276, 6, 2.5, '#E6E0D2', -20) +
  oval(250, 270, 6, 2.5, '#E6E0D2') +
  oval(266, 282, 6, 2.5, '#E6E0D2', 24) +
  body('M190 290h114c0 30-18 52-57 52s-57-22-57-52Z', [186, 286, 120, 60], '#588895') +
  rect(188, 287, 118, 6, '#A9C4C9', 3)

const oil = () =>
  room('#F1ECD6', '#C4A772', niche('#E6DEBD')) +
  shadow(150, 346, 96, 15, 0.36) +
  body(
    'M134 132h36v40c0 20 34 26 34 62v94q0 12-52 12t-52-12v-94c0-36 34-42 34-62Z',
    [98, 130, 108, 212],
    ['#B98A1C', '#D3A52C', '#E6C25A'],
  ) +
  block(130, 100, 44, 36, '#3E5A3C', 5) +
  label([108, 236, 88, 76], '#FAF5E4', '#3E5A3C', '山茶油', '冷榨 500 ml') +
  leaf(238, 336, 52, -40) +
  leaf(238, 336, 44, -5, '#4B9A72', '#3A8260') +
  ball(262, 340, 17, '#8A5F40') +
  ball(232, 346, 15, '#7A5033') +
  [0, 72, 144, 216, 288].map((turn) => group(`rotate(${turn} 256 262)`, oval(256, 246, 11, 15, '#FDFBF4'))).join('') +
  disc(256, 262, 8, '#E0B545')

const noodles = () => {
  const strands = Array.from({ length: 17 }, (_, index) =>
    line(`M${104 + index * 7} 128V322`, index % 3 ? '#F4E6C2' : '#E3CE9C', 4.4),
  ).join('')
  return (
    room('#F0E6D8', '#BC9467', beams('#F8F1E7')) +
    shadow(160, 348, 122, 15, 0.36) +
    strands +
    block(88, 188, 144, 92, '#B4472E', 4) +
    text(160, 232, 25, '#FBF0DC', '手工挂面', { spacing: 3 }) +
    text(160, 258, 12, '#F4CDB6', '石磨面粉 · 800 g', { weight: 400 }) +
    body('M30 326h72c0 20-12 32-36 32s-36-12-36-32Z', [30, 324, 72, 36], '#E9E3D6') +
    oval(66, 327, 36, 7, '#F7F3EA') +
    oval(66, 328, 29, 5, '#E3CE9C')
  )
}

const fungus = () =>
  room('#E5E3DC', '#A98F70', moon('#D9D5CA', 176, 164, 100)) +
  shadow(156, 346, 118, 16, 0.38) +
  body('M76 132H236L244 328Q156 348 68 328Z', [68, 130, 176, 212], '#B9935F') +
  rect(76, 132, 160, 20, '#9E7A49') +
  line('M82 142h148', '#CBA775', 2) +
  label([100, 176, 112, 72], '#FAF6EC', '#3B342E', '黑木耳', '柞水 · 250 g') +
  [
    [122, 300, 22],
    [160, 294, 24],
    [196, 302, 20],
  ]
    .map(
      ([x = 0, y = 0, size = 0]) =>
        path(
          `M${x - size} ${y}q${size * 0.2}-${size} ${size}-${size * 0.8}t${size} ${size * 0.6}q-${size * 0.5} ${size * 0.9}-${size} ${size * 0.6}t-${size}-${size * 0.4}Z`,
          '#3B302B',
        ) + line(`M${x - size * 0.5} ${y - size * 0.1}q${size * 0.5}-${size * 0.5} ${size}-${size * 0.1}`, '#6A584E', 2),
    )
    .join('') +
  path('M256 352q4-26 24-20t22 20q-22 12-46 0Z', '#3B302B') +
  line('M262 348q12-12 30-4', '#6A584E', 2)

const chilli = () => {
  const pepper = (x: number, y: number, turn: number) =>
    group(
      `translate(${x} ${y}) rotate(${turn})`,
      path('M0 0C18 -12 44 -8 62 12C42 10 18 16 0 10Z', '#C2342A') +
        path('M2 1C18 -8 40 -5 54 7C36 0 18 2 2 5Z', '#DB564A') +
        line('M0 5l-13-6', '#4B8A52', 4),
    )
  return (
    room('#F8E4DA', '#CF9F7C', niche('#F1D0C1')) +
    shadow(154, 346, 112, 16, 0.36) +
    block(
      88,
      186,
      132,
      154,
      ['#A32A1E', '#C23B2A', '#D8604A'],
      18,
      [
        [112, 320],
        [140, 208],
        [186, 318],
        [170, 204],
        [202, 212],
        [126, 214],
      ]
        .map(([x = 0, y = 0]) => disc(x, y, 4, '#F1C27A'))
        .join(''),
    ) +
    label([102, 232, 104, 70], '#FCF4E6', '#8E2318', '剁辣椒', '坛制 380 g') +
    block(94, 148, 120, 42, '#2F2B28', 8, line('M110 150v38M130 150v38M150 150v38M170 150v38M190 150v38', '#4A4540', 3)) +
    shadow(254, 352, 50, 7, 0.3) +
    pepper(228, 330, 8) +
    pepper(222, 348, -6)
  )
}

const vinegar = () =>
  room('#EAE1D6', '#9E7A58', beams('#F4EEE6', 30)) +
  shadow(140, 346, 104, 16, 0.4) +
  body('M122 158h40c0 18 52 30 52 84v70q0 28-72 28t-72-28v-70c0-54 52-66 52-84Z', [70, 156, 146, 186], '#4A3028') +
  rect(116, 148, 52, 14, '#5E4034', 7) +
  body('M120 150q22-30 44 0Z', [118, 130, 48, 22], '#B4472E') +
  group('rotate(45 142 266)', rect(108, 232, 68, 68, '#C2483A')) +
  text(142, 278, 34, '#FBEBD2', '醋') +
  shadow(252, 346, 48, 8, 0.34) +
  oval(250, 334, 40, 9, '#E4DED2') +
  oval(250, 332, 40, 8, '#FAF7F0') +
  oval(250, 333, 28, 5, '#3A221A')

const teaCake = () =>
  room('#EDE7DC', '#B09272', moon('#E2D9C8', 150, 170, 106)) +
  shadow(160, 346, 128, 15, 0.36) +
  line('M92 344L74 300M228 344L246 300', '#8A5A3C', 8) +
  disc(160, 224, 104, '#D9CFBA') +
  disc(157, 221, 100, '#F5EFE0') +
  disc(160, 224, 78, '#E9DFC8') +
  disc(160, 224, 74, '#F8F3E6') +
  Array.from({ length: 18 }, (_, index) => group(`rotate(${index * 20} 160 224)`, line('M160 140v-12', '#B9AB8C', 2))).join('') +
  text(160, 216, 30, '#5C6B4A', '寿眉', { spacing: 6 }) +
  text(160, 246, 13, '#7A7A5E', '福鼎白茶饼', { weight: 400, spacing: 2 }) +
  rect(150, 258, 20, 20, '#B4472E', 3) +
  leaf(252, 356, 40, -166, '#7E8C62', '#66744E') +
  leaf(262, 362, 34, -200, '#8E9B72', '#717E58')

const giftBox = () =>
  room('#F7E7D6', '#D9AF7E', niche('#F0D3B5', 44, 232, 56)) +
  shadow(160, 352, 150, 18, 0.38) +
  block(104, 168, 46, 84, ['#B98A1C', '#D3A52C', '#E6C25A'], 10) +
  block(114, 146, 26, 26, '#3E5A3C', 4) +
  block(158, 182, 58, 70, ['#C97A14', '#DE9522', '#EBAE45'], 10) +
  rect(154, 168, 66, 18, '#F7F0E0', 6) +
  ball(78, 232, 27, ['#D8651F', '#EE8431', '#F5A04C']) +
  ball(242, 230, 28, ['#D8651F', '#EE8431', '#F5A04C']) +
  leaf(244, 202, 30, -28) +
  block(38, 242, 244, 102, '#B23A26', 6, rect(38, 242, 244, 10, '#C9533B')) +
  rect(148, 242, 24, 102, '#E6C25A') +
  rect(148, 242, 8, 102, '#F1DA92') +
  path('M160 246C132 214 104 224 112 240S146 252 160 246Z', '#E6C25A') +
  path('M160 246C188 214 216 224 208 240S174 252 160 246Z', '#D3A52C') +
  disc(160, 245, 9, '#F1DA92') +
  text(92, 302, 20, '#FBE7C8', '赣南', { spacing: 4 }) +
  text(230, 302, 20, '#FBE7C8', '山货', { spacing: 4 }) +
  faded(0.6, line('M60 322h64M198 322h64', mix('#FBE7C8', '#B23A26', 0.3), 1.5))

export const pantryPictures: Record<string, Picture> = {
  tea: scene('一罐武夷肉桂和一杯热茶', tea),
  honey: scene('一罐秦岭土蜂蜜和蜂蜜棒', honey),
  rice: scene('一袋五常大米和一碗米饭', rice),
  'camellia-oil': scene('一瓶山茶油和一朵茶花', oil),
  noodles: scene('一捆手工挂面', noodles),
  fungus: scene('一袋柞水黑木耳', fungus),
  chilli: scene('一罐剁辣椒和两只红椒', chilli),
  vinegar: scene('一坛老陈醋和一碟醋', vinegar),
  'tea-cake': scene('一饼福鼎白茶', teaCake),
  'gift-box': scene('红色礼盒里装着山茶油、蜂蜜和脐橙', giftBox),
}

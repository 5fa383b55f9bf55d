import type { Picture } from './pen.ts'
import {
  ball,
  beams,
  block,
  body,
  clip,
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
  text,
} from './pen.ts'

const plinth = (color: string) =>
  body('M66 296h188v42q0 12-94 12t-94-12Z', [60, 290, 200, 70], color) + oval(160, 297, 94, 12, mix(color, '#FFFFFF', 0.5))

const pennywort = [
  [246, 194, 20],
  [270, 232, 17],
  [244, 244, 14],
] as const

const cream = () =>
  room('#E4EAE2', '#CBD6CB', beams('#EEF2EB')) +
  shadow(170, 348, 128, 18, 0.22, '#2B4034') +
  plinth('#C4D0C4') +
  shadow(166, 297, 84, 9, 0.28, '#2B4034') +
  block(92, 196, 136, 102, ['#D5DED6', '#F4F6F1', '#FFFFFF'], 16) +
  label([114, 220, 92, 58], '#2F6B52', '#F4F6F1', '积雪草', '保湿面霜 50 g') +
  block(86, 152, 148, 48, '#B4C6B8', 8) +
  line('M262 300C270 258 262 226 246 196', '#4C8566', 3) +
  pennywort
    .map(
      ([x, y, size]) =>
        ball(x, y, size, ['#3F7F5F', '#5C9B79', '#6FAA8A']) +
        line(
          `M${x} ${y}l${-size * 0.6} ${-size * 0.5}M${x} ${y}l${size * 0.1} ${-size * 0.75}M${x} ${y}l${-size * 0.75} ${size * 0.2}`,
          '#85B79B',
          1.3,
        ),
    )
    .join('')

const serum = () =>
  room('#F3E6DD', '#DDBFA8', niche('#ECD6C8')) +
  shadow(160, 346, 104, 16, 0.3) +
  block(108, 206, 104, 134, ['#9C5A2C', '#BE7A42', '#D69A62'], 14) +
  label([120, 244, 80, 66], '#FBF4EA', '#7A4420', '山茶籽', '润肤油 30 ml') +
  path('M132 206q0-18 12-24h32q12 6 12 24Z', '#A9672F') +
  block(138, 142, 44, 44, '#EFE7DB', 5, line('M148 142v44M158 142v44M168 142v44', '#D9CDBB', 2)) +
  block(148, 104, 24, 42, '#C7553A', 12) +
  disc(258, 322, 7, '#D69A62') +
  disc(272, 334, 4, '#D69A62') +
  leaf(36, 338, 52, -22) +
  leaf(40, 340, 40, 16, '#4B9A72', '#3A8260') +
  disc(62, 318, 13, '#FBF4EA') +
  disc(62, 318, 5, '#E0B545')

const soap = () =>
  room('#EEF0E6', '#C9BFA4', moon('#E2E6D4', 150, 166, 100)) +
  shadow(160, 344, 138, 18, 0.32) +
  block(62, 300, 196, 34, '#B98D5C', 8, line('M90 300v34M126 300v34M162 300v34M198 300v34M230 300v34', '#9A7142', 4)) +
  block(80, 238, 160, 64, '#B7C69A', 20) +
  text(160, 280, 24, '#6F8258', '艾草皂', { spacing: 3 }) +
  block(104, 186, 112, 56, '#E7D9B8', 18) +
  text(160, 222, 17, '#A58C57', '燕麦皂', { spacing: 2 }) +
  [
    [248, 176, 13],
    [268, 208, 8],
    [236, 140, 7],
    [70, 200, 10],
  ]
    .map(
      ([x = 0, y = 0, size = 0]) => faded(0.7, disc(x, y, size, '#FFFFFF')) + disc(x - size * 0.3, y - size * 0.3, size * 0.22, '#DDE6E3'),
    )
    .join('')

const lipstick = () =>
  room('#F5E2DE', '#DDB7AC', beams('#FAEEEB', -14)) +
  shadow(150, 346, 120, 16, 0.32) +
  block(92, 262, 66, 80, '#3D2A2A', 5) +
  block(97, 222, 56, 42, '#D8B26A', 3) +
  body('M104 224V160q2-22 42-34V224Z', [104, 124, 42, 102], '#B23A3F') +
  path('M104 160q2-22 42-34q-2 26-42 40Z', '#CE5A58') +
  group('rotate(0)', block(190, 242, 64, 100, '#3D2A2A', 5) + rect(190, 250, 64, 5, '#D8B26A')) +
  text(222, 304, 12, '#D8B26A', '枣泥红', { spacing: 2 }) +
  faded(0.8, path('M40 372c30-20 60 4 96-14c10 14-40 30-96 14Z', '#B23A3F'))

const masks = () =>
  room('#E1ECEE', '#BFCFD0', niche('#D2E1E4', 50, 200, 70)) +
  shadow(160, 346, 136, 16, 0.26, '#22383C') +
  group(
    'rotate(9 214 240)',
    block(170, 150, 104, 160, '#F5F8F7', 6) + rect(170, 164, 104, 5, '#CBDADB') + text(222, 240, 16, '#3E7480', '补水面膜', { spacing: 1 }),
  ) +
  block(58, 166, 124, 176, '#5E97A3', 6) +
  path('M58 166h124l-14-16H70Z', '#87B5BE') +
  label([72, 196, 96, 72], '#F5F8F7', '#2F6470', '玻尿酸', '补水面膜 10 片') +
  faded(0.7, path('M120 284c-14 20-18 26-18 34a18 18 0 0 0 36 0c0-8-4-14-18-34Z', '#CFE4E8'))

const shampoo = () =>
  room('#E9E6DC', '#BFAE92', moon('#DEDACB', 182, 160, 104)) +
  shadow(156, 346, 104, 16, 0.34) +
  block(96, 190, 116, 152, '#4F5B4A', 22) +
  label([112, 226, 84, 78], '#F0EADB', '#3E4A39', '侧柏叶', '洗发露 500 ml') +
  block(128, 164, 52, 30, '#2F362C', 4) +
  rect(149, 128, 10, 38, '#2F362C') +
  body('M112 112h76q8 0 8 10v10h-84q-18 0-26 14l-8-4q10-30 34-30Z', [78, 110, 120, 38], '#39412F') +
  line('M262 342C266 290 258 250 250 214', '#5A7F52', 3.4) +
  [236, 258, 282, 306]
    .map(
      (y, index) =>
        leaf(258, y, 34, index % 2 ? -150 : -30, '#7FA273', '#648A5B') + leaf(258, y + 6, 26, index % 2 ? -30 : -150, '#8FB082', '#6F9465'),
    )
    .join('')

const handCream = () =>
  room('#F4E8EC', '#DCC0C4', beams('#FAF2F5')) +
  shadow(160, 348, 112, 14, 0.28) +
  group(
    'rotate(-10 160 230)',
    body('M112 128H208L196 300H124Z', [110, 126, 100, 176], '#E3A8AE', line('M112 136h96M113 142h94', '#C98890', 1.6)) +
      label([128, 178, 64, 62], '#FDF6F4', '#A3525E', '玫瑰', '护手霜 75 g') +
      block(130, 298, 60, 36, '#8F4753', 6),
  ) +
  [
    [246, 316, 24],
    [272, 340, 15],
  ]
    .map(
      ([x = 0, y = 0, size = 0]) =>
        ball(x, y, size, '#C9606E') +
        line(
          `M${x - size * 0.4} ${y}q${size * 0.4} ${-size * 0.7} ${size * 0.7} 0q${-size * 0.3} ${size * 0.5} ${-size * 0.5} 0`,
          '#E79AA2',
          2.4,
        ),
    )
    .join('') +
  leaf(226, 336, 34, 150)

const sunscreen = () =>
  room('#FBEBC9', '#E9CB93', moon('#F6D88F', 222, 120, 66)) +
  shadow(152, 346, 96, 15, 0.32) +
  body(
    'M100 150q0-14 14-14h78q14 0 14 14v160q0 30-53 30t-53-30Z',
    [100, 136, 106, 206],
    '#F6F4EE',
    path('M98 262c30-16 54 10 110-8v90H98Z', '#F0B54A'),
  ) +
  block(118, 96, 70, 44, '#E28A36', 8) +
  text(153, 196, 20, '#B5621A', '轻透', { spacing: 3 }) +
  text(153, 220, 11, '#B5621A', '防晒乳 SPF 50', { weight: 400 }) +
  text(153, 312, 12, '#FFF8EA', '60 ml', { weight: 400 }) +
  shadow(258, 352, 46, 7, 0.26) +
  body('M258 352C232 346 220 326 228 308Q258 284 288 308C296 326 284 346 258 352Z', [224, 294, 70, 60], '#EFA98E') +
  line('M258 346L236 310M258 346L247 302M258 346V299M258 346L269 302M258 346L280 310', '#D8836B', 2) +
  rect(248, 346, 20, 8, '#D8836B', 3)

const comb = () => {
  const teeth = Array.from({ length: 15 }, (_, index) =>
    rect(74 + index * 11.4, 236, 6.2, 74 - Math.abs(index - 7) * 1.6, '#A8703F', 3),
  ).join('')
  return (
    room('#EEE6D9', '#CBB18D', niche('#E3D7C4')) +
    shadow(160, 340, 130, 14, 0.34) +
    group(
      'rotate(-12 160 250)',
      teeth +
        body(
          'M66 240C66 190 110 170 160 170S254 190 254 240Z',
          [66, 168, 188, 74],
          '#BB824C',
          line('M92 226q64-44 136 0M110 206q48-26 100 0', '#A06C3A', 2.2),
        ) +
        disc(160, 204, 7, '#E8CFA6'),
    ) +
    line('M246 340q12 8 22-4q14 6 20-8', '#B4472E', 4) +
    leaf(40, 350, 44, -16, '#7FA273', '#648A5B')
  )
}

const toner = () =>
  room('#E6EAF1', '#C4C9D6', beams('#F1F4F9', 20)) +
  shadow(158, 346, 96, 15, 0.26, '#2A3348') +
  clip(
    '<rect x="106" y="172" width="104" height="170" rx="20"/>',
    rect(106, 172, 104, 170, '#D3DEEC') +
      rect(106, 216, 104, 130, '#9DB7D6') +
      rect(106, 216, 66, 130, '#B5CBE4') +
      rect(106, 172, 20, 170, '#E9F1F9'),
  ) +
  label([120, 236, 76, 64], '#FDFDFC', '#3D5C86', '米糀', '柔润水 150 ml') +
  block(126, 118, 64, 58, '#F4F2ED', 8) +
  faded(0.85, disc(250, 330, 14, '#B5CBE4') + disc(272, 342, 8, '#C9DAEC') + disc(246, 325, 4, '#F4F8FC')) +
  line('M48 346C54 300 50 270 62 236M54 300q-16-6-22-20M52 276q14-4 20-18', '#C9A75E', 3) +
  [238, 250, 262].map((y, index) => oval(62 - index * 3, y, 4.5, 8, '#DDBE78', 20)).join('')

export const beautyPictures: Record<string, Picture> = {
  cream: scene('白色罐装积雪草保湿面霜，旁边一枝积雪草', cream),
  serum: scene('琥珀色滴管瓶装山茶籽润肤油', serum),
  soap: scene('叠放的两块手工皂', soap),
  lipstick: scene('一支枣红色口红和壳盖', lipstick),
  masks: scene('一盒补水面膜', masks),
  shampoo: scene('按压瓶洗发露和一枝侧柏', shampoo),
  'hand-cream': scene('一支玫瑰护手霜', handCream),
  sunscreen: scene('一瓶防晒乳，旁边有贝壳', sunscreen),
  comb: scene('一把木梳', comb),
  toner: scene('浅蓝色瓶装柔润水和稻穗', toner),
}

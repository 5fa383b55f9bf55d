import type { Picture } from './pen.ts'
import {
  ball,
  beams,
  block,
  body,
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
  steam,
  text,
} from './pen.ts'

const cup = () =>
  room('#EDE8E0', '#D3B594', beams('#F6F2EB', 40)) +
  shadow(158, 340, 126, 18, 0.32) +
  oval(156, 328, 106, 15, '#A9B9B8') +
  oval(152, 325, 104, 13, '#CFDAD7') +
  oval(152, 326, 70, 7, '#B9C8C6') +
  line('M222 214c48-8 54 62-6 66', '#A3B8B6', 15) +
  line('M221 211c44-6 46 54-4 60', '#C6D5D1', 6) +
  body(
    'M82 184H228C230 250 214 324 186 326H124C96 324 80 250 82 184Z',
    [76, 180, 156, 150],
    ['#A9BFBC', '#CAD9D5', '#E0EAE6'],
    faded(0.5, path('M70 252c34-20 52 10 86-4s56-10 80 2v84H70Z', '#5E8C94')) +
      faded(0.55, path('M70 276c30-16 60 8 88-2s56-8 80 2v60H70Z', '#41727D')),
  ) +
  oval(155, 184, 73, 13, '#EEF4F1') +
  oval(155, 186, 66, 10, '#93ABA9') +
  steam(140, 158)

const bowlAt = (y: number, width: number, rim: string) =>
  body(
    `M${160 - width} ${y}H${160 + width}C${160 + width - 4} ${y + 44} ${160 + width * 0.5} ${y + 62} 160 ${y + 62}S${160 - width + 4} ${y + 44} ${160 - width} ${y}Z`,
    [160 - width, y, width * 2, 64],
    ['#C9D2D6', '#EDF1F0', '#FFFFFF'],
    line(`M${160 - width} ${y + 12}H${160 + width}`, rim, 5) +
      Array.from({ length: 9 }, (_, index) => line(`M${76 + index * 22} ${y + 36}q8-14 16 0q-8 10-16 0`, rim, 2)).join(''),
  ) + oval(160, y, width, 9, '#F6F8F6')

const bowls = () =>
  room('#E3E8EA', '#C2A585', niche('#D5DDE0')) +
  shadow(160, 346, 130, 18, 0.34) +
  bowlAt(280, 92, '#4A6F9B') +
  bowlAt(244, 88, '#4A6F9B') +
  bowlAt(208, 84, '#4A6F9B') +
  line('M246 150L218 214M262 154L226 216', '#8A5A3C', 6)

const casserole = () =>
  room('#EFE3D6', '#A9825E', moon('#E5D3BF', 160, 160, 104)) +
  shadow(160, 342, 146, 20, 0.4) +
  rect(36, 250, 40, 18, '#5B4334', 9) +
  rect(244, 250, 40, 18, '#4A3529', 9) +
  body('M62 232H258C260 300 232 336 160 336S60 300 62 232Z', [60, 230, 200, 108], '#6E4F3C', line('M60 258H260', '#8A6750', 4)) +
  body('M70 232C76 190 118 174 160 174S244 190 250 232Z', [70, 172, 180, 62], '#7C5A45') +
  rect(56, 226, 208, 12, '#8F6D55', 6) +
  oval(160, 172, 22, 10, '#5B4334') +
  ball(160, 162, 15, '#6E4F3C', 0.8) +
  steam(212, 176, '#FBF5EC') +
  group('translate(236 346)', rect(0, 0, 54, 8, '#C9A071', 4) + disc(4, 4, 11, '#B88D5E'))

const towels = () => {
  const fold = (y: number, color: string) =>
    block(62, y, 196, 48, color, 22) +
    rect(190, y + 21, 66, 5, mix(color, '#2A2018', 0.22), 2) +
    line(`M78 ${y + 40}h160`, mix(color, '#FFFFFF', 0.5), 3)
  return (
    room('#E9ECE8', '#D8C3A6', beams('#F4F6F3')) +
    shadow(160, 344, 136, 16, 0.32) +
    fold(292, '#7E9C93') +
    fold(246, '#EDE3D0') +
    fold(200, '#D98B6A') +
    group('translate(232 196)', path('M0 0c-4-40 14-70 12-90', 'none') + line('M0 0C-2-36 12-60 8-92', '#7A8F6A', 3)) +
    [
      [240, 106, -50],
      [238, 124, -130],
      [242, 142, -40],
      [236, 160, -140],
    ]
      .map(([x = 0, y = 0, turn = 0]) => leaf(x, y, 30, turn, '#9DB595', '#7F9B78'))
      .join('')
  )
}

const bedding = () =>
  room('#E6E4EC', '#CDB79B', rect(40, 60, 92, 120, '#F2F1F6') + line('M86 60v120M40 120h92', '#E6E4EC', 5)) +
  shadow(160, 356, 160, 18, 0.32) +
  block(20, 190, 280, 60, '#A77F5C', 10) +
  body('M44 214q6-34 60-32q52-4 54 32q-2 34-56 32q-56 2-58-32Z', [44, 180, 116, 70], '#F4EFE6') +
  body('M164 214q4-34 58-32q52-2 56 32q-4 34-58 32q-54 2-56-32Z', [164, 180, 116, 70], '#E8DFD0') +
  body(
    'M20 246q140-24 280 0V350H20Z',
    [20, 234, 280, 118],
    '#8FA3B8',
    Array.from({ length: 6 }, (_, index) => line(`M${36 + index * 50} 236l-16 116`, '#A9B9CA', 3)).join('') +
      path('M20 240q140-22 280 0v22q-140-22-280 0Z', '#F4EFE6'),
  )

const board = () =>
  room('#EFEDE2', '#BFA27C', niche('#E3E0CF', 40, 200, 60)) +
  shadow(160, 346, 140, 18, 0.36) +
  group(
    'rotate(-6 150 220)',
    block(76, 130, 148, 206, '#D2A26B', 18, line('M96 150v170M122 140v190M152 136v196M182 140v190M204 150v170', '#BC8B54', 2.4)) +
      disc(150, 152, 10, '#EFEDE2'),
  ) +
  group(
    'rotate(24 250 250)',
    path('M236 130h26q10 60 0 112h-26Z', '#C9D0D2') + path('M236 130h10v112h-10Z', '#E7ECEC') + rect(238, 242, 22, 74, '#6B4A33', 8),
  ) +
  ball(66, 336, 20, '#D2452F') +
  leaf(66, 320, 20, -60)

const basket = () => {
  const ribs = Array.from({ length: 9 }, (_, index) => line(`M${84 + index * 19} 226L${98 + index * 15.5} 340`, '#A97B45', 3)).join('')
  const rows = Array.from({ length: 7 }, (_, index) => line(`M60 ${242 + index * 15}${'q6 -5 12 0t12 0'.repeat(9)}`, '#B98A51', 3)).join('')
  return (
    room('#EAEBDD', '#C8AE88', moon('#DEE0CA', 170, 170, 108)) +
    shadow(160, 346, 132, 18, 0.34) +
    line('M84 226C84 96 236 96 236 226', '#B98A51', 11) +
    line('M84 226C84 100 236 100 236 226', '#D9B37D', 4) +
    ball(126, 216, 26, '#EE8431') +
    ball(180, 212, 28, '#C8403A') +
    ball(216, 222, 20, '#AFC65B') +
    leaf(150, 206, 40, -70) +
    body('M70 226H250L232 342H88Z', [70, 226, 180, 118], '#CFA166', rows + ribs) +
    rect(62, 220, 196, 12, '#E0BD88', 6)
  )
}

const vase = () => {
  const blossom = (x: number, y: number, size: number) =>
    [0, 72, 144, 216, 288]
      .map((turn) =>
        disc(x + Math.cos((turn * Math.PI) / 180) * size * 0.6, y + Math.sin((turn * Math.PI) / 180) * size * 0.6, size * 0.55, '#F0B7A6'),
      )
      .join('') + disc(x, y, size * 0.34, '#C7553A')
  return (
    room('#F1EAE0', '#B99673', beams('#F8F3EB', 60)) +
    shadow(150, 344, 92, 16, 0.36) +
    line('M150 190C146 130 176 96 226 58M156 150C150 110 120 90 92 80M184 108q30-2 52 10', '#6B4F3A', 5) +
    [
      [226, 58, 13],
      [196, 84, 11],
      [170, 120, 12],
      [92, 80, 13],
      [124, 100, 10],
      [236, 118, 12],
      [206, 108, 9],
    ]
      .map(([x = 0, y = 0, size = 0]) => blossom(x, y, size))
      .join('') +
    body(
      'M136 186h30c0 26 44 42 44 92c0 40-24 60-59 60s-59-20-59-60c0-50 44-66 44-92Z',
      [92, 184, 118, 156],
      '#5C7F86',
      faded(0.45, path('M92 250c40 24 60-14 118 6v22c-50-14-70 20-118-2Z', '#D9E4E0')),
    ) +
    rect(132, 180, 38, 9, '#7FA0A5', 4.5)
  )
}

const thermos = () =>
  room('#E4E9E6', '#CDB08C', niche('#D6DED9', 76, 172, 66)) +
  shadow(158, 344, 92, 15, 0.36) +
  block(110, 150, 96, 190, '#B4553D', 18, rect(110, 300, 96, 8, '#8E3F2C')) +
  block(114, 104, 88, 56, '#3F4A4C', 12) +
  rect(108, 152, 100, 9, '#D9D5CB', 4) +
  text(158, 236, 17, '#F8EDE0', '慢饮', { spacing: 3 }) +
  line('M144 250h28', '#F8EDE0', 1.6) +
  text(158, 270, 11, '#F8EDE0', '480 ml', { weight: 400 }) +
  shadow(248, 350, 48, 8, 0.3) +
  block(220, 300, 56, 46, '#EDE7DA', 8) +
  oval(248, 302, 28, 6, '#FBF8F1') +
  oval(248, 303, 23, 4, '#B4632A') +
  steam(236, 284)

const stool = () =>
  room('#EDE9DF', '#BBA384', rect(196, 70, 84, 108, '#F6F3EB') + path('M206 160l26-44 20 28 12-14 12 30Z', '#B9C8B4')) +
  shadow(156, 364, 130, 14, 0.36) +
  path('M86 224h18l-14 138H72Z', '#B07A48') +
  path('M210 224h18l14 138h-18Z', '#94622F') +
  path('M122 220h14l-6 112h-14Z', '#94622F') +
  path('M178 220h14l6 112h-14Z', '#7F5327') +
  rect(84, 292, 146, 11, '#A06D3B', 4) +
  block(62, 196, 190, 30, '#CC9A62', 12, line('M70 206q80 8 176 0', '#B98650', 2)) +
  rect(90, 178, 92, 18, '#5E8C94', 4) +
  rect(96, 164, 82, 14, '#E0B34E', 3) +
  rect(84, 150, 96, 14, '#C7553A', 4)

export const homePictures: Record<string, Picture> = {
  cup: scene('青白瓷杯，杯身手绘远山', cup),
  bowls: scene('三只叠放的青花碗和一双筷子', bowls),
  casserole: scene('冒着热气的陶土砂锅', casserole),
  towels: scene('叠好的三条棉毛巾', towels),
  bedding: scene('铺好的水洗棉床品', bedding),
  'chopping-board': scene('一块竹砧板和菜刀', board),
  basket: scene('手编竹提篮里装着水果', basket),
  vase: scene('青釉花瓶插着一枝梅花', vase),
  thermos: scene('砖红色保温杯和一小杯茶', thermos),
  stool: scene('榉木小凳上放着几本书', stool),
}

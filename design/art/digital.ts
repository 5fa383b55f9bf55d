import type { Picture } from './pen.ts'
import {
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

const lamp = () =>
  rect(-120, -80, 560, 560, '#46565A') +
  rect(34, 70, 92, 132, '#52656A', 4) +
  line('M80 70v132M34 136h92', '#46565A', 5) +
  disc(104, 102, 12, '#E9DDBB') +
  faded(0.26, path('M170 176L70 296H314L246 176Z', '#F3D48E')) +
  faded(0.38, path('M186 176L118 296H286L232 176Z', '#F8E2AE')) +
  rect(-120, 292, 560, 188, '#8A6A4B') +
  rect(-120, 292, 560, 3, '#A5835F') +
  faded(0.8, oval(200, 326, 116, 26, '#C99A5C')) +
  shadow(88, 334, 58, 10, 0.5, '#1F150C') +
  oval(84, 326, 46, 10, '#C7553A') +
  oval(80, 322, 44, 9, '#E4765A') +
  line('M84 320L70 214L176 128', '#D9CDB8', 7) +
  disc(70, 214, 8, '#F2E9D8') +
  body('M176 104c30-10 64 10 72 74h-82c-10-36-6-66 10-74Z', [160, 90, 92, 100], ['#C7553A', '#E4765A', '#EE9078']) +
  oval(207, 178, 41, 7, '#FDF3D2') +
  shadow(226, 352, 72, 10, 0.4, '#1F150C') +
  path('M160 330l66-8 66 8v14l-66-8-66 8Z', '#6F8F86') +
  path('M160 324q34-12 66-2v12q-32-10-66 2Z', '#FBF5E6') +
  path('M292 324q-34-12-66-2v12q32-10 66 2Z', '#EADFC8') +
  line('M172 325q24-6 46-1M234 324q24-5 46 1', '#CBBFA6', 1.6)

const headphones = () =>
  room('#E2E6EA', '#B9A58C', niche('#D3D9DF')) +
  shadow(160, 346, 130, 16, 0.36) +
  line('M84 252C70 110 250 110 236 252', '#47545C', 18) +
  line('M84 248C72 116 236 108 234 238', '#6C7B84', 6) +
  block(60, 236, 50, 100, '#C7553A', 24) +
  block(96, 242, 24, 88, '#3B4248', 11) +
  block(210, 236, 50, 100, '#B04832', 24) +
  block(200, 242, 24, 88, '#2F353A', 11)

const earbuds = () =>
  room('#EBE7E1', '#CBB496', beams('#F5F2ED')) +
  shadow(160, 346, 120, 16, 0.34) +
  block(74, 250, 172, 90, '#F4F2EC', 40, rect(74, 252, 172, 4, '#D9D3C7')) +
  body('M78 250C80 196 116 176 160 176S240 196 242 250Z', [74, 174, 172, 78], '#E6E2D8') +
  body('M92 248C94 212 122 196 160 196S226 212 228 248Z', [92, 194, 136, 56], '#3F484B') +
  [124, 180].map((x) => block(x, 226, 16, 30, '#FAF8F3', 8) + disc(x + 6, 222, 15, '#FAF8F3') + disc(x + 2, 220, 6, '#C9C3B6')).join('') +
  disc(160, 300, 4, '#2E7D5B') +
  text(160, 326, 10, '#8A8478', '长续航', { spacing: 2, weight: 400 })

const powerBank = () =>
  room('#E3E9E6', '#AFA491', moon('#D5DFDA', 176, 160, 98)) +
  shadow(154, 346, 104, 15, 0.36) +
  group(
    'rotate(-5 150 230)',
    block(96, 132, 116, 208, '#2F4A4F', 18, rect(110, 146, 88, 5, '#476A70', 2)) +
      text(154, 226, 24, '#E6EFEC', '10000', { spacing: 1 }) +
      text(154, 246, 11, '#A9C2C0', '毫安时', { weight: 400, spacing: 2 }) +
      [130, 146, 162, 178].map((x, index) => disc(x, 306, 4, index < 3 ? '#8FD1A8' : '#476A70')).join(''),
  ) +
  line('M196 128C200 84 264 92 262 150S300 260 262 330', '#E4765A', 7) +
  block(252, 324, 22, 34, '#F4F2EC', 4) +
  rect(257, 356, 12, 10, '#A9A294', 2)

const keyboard = () => {
  const row = (y: number, count: number, shift: number, height: number) =>
    Array.from({ length: count }, (_, index) => {
      const width = (264 - shift * 2) / count - 5
      const color = (index + y) % 7 === 0 ? '#E4765A' : (index * 3 + y) % 11 === 0 ? '#9DB3A4' : '#F6F2EA'
      return (
        rect(28 + shift + index * (width + 5), y + 4, width, height, mix(color, '#2A2018', 0.24), 4) +
        rect(28 + shift + index * (width + 5), y, width, height - 1, color, 4)
      )
    }).join('')
  return (
    room(
      '#E8E4DE',
      '#A98A6A',
      rect(56, 66, 208, 130, '#39434A', 6) +
        rect(64, 74, 192, 114, '#BFD0D3', 2) +
        path('M64 188l60-60 40 34 36-24 56 50Z', '#8FAEA8') +
        disc(222, 104, 12, '#F6E2B0'),
      230,
    ) +
    rect(150, 196, 20, 34, '#2F383D') +
    shadow(160, 366, 160, 16, 0.4) +
    body('M18 262H302L310 364H10Z', [10, 260, 300, 106], '#D8CFC0') +
    row(270, 11, 2, 20) +
    row(295, 10, 0, 20) +
    row(320, 9, -2, 20) +
    rect(92, 349, 136, 9, '#C9BFAE', 4) +
    rect(92, 346, 136, 10, '#F6F2EA', 4)
  )
}

const speaker = () =>
  room('#EDE3D8', '#A57F5B', niche('#E2D3C3', 54, 212, 74)) +
  shadow(160, 346, 130, 18, 0.4) +
  block(66, 184, 188, 156, '#9B6A42', 18, line('M70 206q90 10 184 0M70 318q90-10 184 0', '#8A5B36', 2)) +
  block(80, 198, 160, 128, '#EDE6D8', 12) +
  disc(128, 262, 42, '#D8CEBB') +
  disc(128, 262, 33, '#4A4640') +
  disc(122, 256, 20, '#625D55') +
  disc(128, 262, 8, '#2F2C28') +
  disc(206, 238, 20, '#C7553A') +
  line('M206 238v-14', '#FBF3E6', 3) +
  Array.from({ length: 12 }, (_, index) => disc(188 + (index % 4) * 12, 282 + Math.floor(index / 4) * 13, 3, '#A69B86')).join('') +
  line('M102 184V120', '#7A7468', 3) +
  disc(102, 118, 5, '#7A7468')

const watch = () =>
  room('#E6E7EC', '#BEB3A6', beams('#F1F2F6', 30)) +
  shadow(160, 346, 116, 14, 0.34) +
  block(126, 100, 68, 100, '#3E6259', 14) +
  block(126, 262, 68, 82, '#355249', 14, line('M160 284v4M160 300v4M160 316v4', '#27403A', 6)) +
  block(102, 168, 116, 124, '#3A3F42', 30) +
  rect(112, 178, 96, 104, '#171B1D', 22) +
  rect(217, 210, 9, 26, '#5B6266', 4) +
  text(160, 226, 28, '#F6F2EA', '07:20') +
  text(160, 248, 11, '#F3A15F', '6 208 步', { weight: 400 }) +
  line('M134 264h52', '#3E4447', 5) +
  line('M134 264h32', '#5FB98A', 5)

const fan = () =>
  room('#E2EDEA', '#CDB896', moon('#D3E3DE', 160, 170, 118)) +
  shadow(160, 350, 92, 14, 0.32) +
  oval(160, 340, 66, 13, '#B9C4BF') +
  oval(157, 336, 64, 12, '#E9EEEA') +
  block(151, 262, 18, 74, '#DDE5E0', 6) +
  disc(160, 186, 88, '#F4F7F4') +
  disc(160, 186, 80, '#CFE0DA') +
  [0, 120, 240]
    .map((turn) =>
      group(
        `rotate(${turn} 160 186)`,
        path('M160 186C140 150 150 116 178 112C200 124 190 168 160 186Z', '#7FB3A4') +
          path('M160 186C164 154 176 130 190 126C196 146 182 172 160 186Z', '#629A8A'),
      ),
    )
    .join('') +
  Array.from({ length: 12 }, (_, index) => group(`rotate(${index * 30} 160 186)`, line('M160 164V104', '#F4F7F4', 1.8))).join('') +
  disc(160, 186, 19, '#F4F7F4') +
  disc(157, 183, 9, '#E4765A')

const humidifier = () =>
  room('#E9E4EC', '#C7B39C', niche('#DCD5E2')) +
  shadow(160, 346, 108, 16, 0.32) +
  body(
    'M160 168C226 190 236 254 228 300Q222 342 160 342T92 300C84 254 94 190 160 168Z',
    [86, 166, 148, 178],
    '#F4F0F3',
    path('M84 286q76 20 152 0v60H84Z', '#B9A6C6'),
  ) +
  oval(160, 176, 20, 6, '#9C8AA8') +
  faded(0.75, line('M156 158c-26-24 22-38-4-70M172 156c20-26-14-44 12-74', '#FFFFFF', 9)) +
  disc(160, 320, 6, '#F4F0F3') +
  leaf(266, 342, 58, -82) +
  leaf(266, 342, 50, -120, '#4B9A72', '#3A8260') +
  leaf(266, 342, 46, -50) +
  block(248, 328, 36, 32, '#C7553A', 5)

const kettle = () =>
  room('#EFE8DC', '#BB9B77', beams('#F7F2E9', -20)) +
  shadow(156, 350, 124, 16, 0.36) +
  oval(152, 336, 78, 13, '#3A3F42') +
  line('M214 196c52-8 60 96-4 112', '#3A3F42', 17) +
  body('M98 178H206L224 326Q152 344 80 326Z', [80, 176, 144, 160], '#7E9C93', faded(0.5, rect(186, 220, 12, 84, '#E4EEE9', 6))) +
  path('M98 182L62 206L94 244Z', '#6B887F') +
  body('M100 178Q152 146 204 178Z', [100, 156, 104, 24], '#5F7B72') +
  block(142, 146, 22, 18, '#2F353A', 6) +
  text(146, 276, 13, '#E4EEE9', '1.5 L', { weight: 400 }) +
  steam(44, 186)

export const digitalPictures: Record<string, Picture> = {
  lamp: scene('夜里一盏橙色阅读灯照着翻开的书', lamp),
  headphones: scene('头戴式耳机', headphones),
  earbuds: scene('打开盒盖的无线耳机', earbuds),
  'power-bank': scene('墨绿色充电宝和数据线', powerBank),
  keyboard: scene('米白色机械键盘', keyboard),
  speaker: scene('木壳蓝牙音箱', speaker),
  watch: scene('墨绿表带的运动手表', watch),
  fan: scene('桌面小风扇', fan),
  humidifier: scene('冒着水雾的加湿器和盆栽', humidifier),
  kettle: scene('冒热气的电水壶', kettle),
}

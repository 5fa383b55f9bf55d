import { cutCitrus, fruit } from './fresh.ts'
import type { Picture } from './pen.ts'
import { ball, block, body, clip, disc, faded, group, leaf, line, oval, path, rect, shadow, text } from './pen.ts'
import { crate, farmer, orchardSky, tree } from './places.ts'

const tile = (label: string, draw: () => string): Picture => ({ label, size: [64, 64], draw })
const wide = (label: string, draw: () => string): Picture => ({ label, size: [240, 180], draw })

const flask = 'M25 14h12v14l12 20q2 5-4 5H17q-6 0-4-5l12-20Z'

const tracePictures: Record<string, Picture> = {
  'trace-field': tile(
    '果园采摘',
    () => rect(0, 0, 64, 64, orchardSky) + disc(48, 17, 8, '#F4B56A') + path('M0 46q30-14 64-4v22H0Z', '#93B383') + tree(26, 40, 0.82),
  ),
  'trace-workshop': tile(
    '工坊制作',
    () =>
      rect(0, 0, 64, 64, '#EFE6D8') +
      rect(0, 46, 64, 18, '#B48A5E') +
      shadow(32, 50, 20, 4) +
      body('M18 24h28c0 16-4 26-14 26s-14-10-14-26Z', [18, 24, 28, 26], '#6E93A8') +
      oval(32, 24, 14, 3.5, '#A9C4D2') +
      line('M48 18l6 8M10 20l4 6', '#A9825E', 3),
  ),
  'trace-inspection': tile(
    '抽样检测',
    () =>
      rect(0, 0, 64, 64, '#E4EAE2') +
      rect(0, 50, 64, 14, '#C4D0C4') +
      shadow(30, 52, 20, 4, 0.25, '#2B4034') +
      path(flask, '#F8FAF6') +
      clip(`<path d="${flask}"/>`, rect(8, 36, 48, 20, '#F39A45') + path('M8 36h26l6 20H8Z', '#F7B368')) +
      rect(22, 11, 18, 4, '#9DB3A4', 2) +
      disc(28, 44, 2, '#FCE6C4') +
      disc(35, 48, 1.6, '#FCE6C4'),
  ),
  'trace-warehouse': tile(
    '入库',
    () =>
      rect(0, 0, 64, 64, '#E3E8EA') +
      path('M8 28L32 14l24 14v26H8Z', '#8FA3AC') +
      path('M8 28L32 14v40H8Z', '#A6B8C0') +
      rect(16, 32, 32, 22, '#F3F5F4') +
      rect(19, 42, 12, 12, '#CFA166') +
      rect(33, 42, 12, 12, '#B98A51') +
      rect(26, 33, 12, 9, '#D9B37D') +
      rect(0, 54, 64, 10, '#C3CCCF'),
  ),
  'trace-truck': tile(
    '在路上',
    () =>
      rect(0, 0, 64, 64, '#F4E3D6') +
      rect(0, 48, 64, 16, '#DCC6B3') +
      shadow(32, 50, 26, 4) +
      rect(8, 22, 30, 24, '#E4765A', 2) +
      path('M8 22h20v24H8Z', '#EE9078') +
      path('M38 28h10l8 9v9H38Z', '#F6EFE2') +
      path('M42 31h5l5 6H42Z', '#8FA3AC') +
      disc(19, 47, 5, '#3B3F44') +
      disc(19, 47, 2, '#CFC9BF') +
      disc(46, 47, 5, '#3B3F44') +
      disc(46, 47, 2, '#CFC9BF'),
  ),
  'trace-home': tile(
    '送到家',
    () =>
      rect(0, 0, 64, 64, '#F6EBD6') +
      rect(0, 50, 64, 14, '#B9C8A4') +
      path('M14 30h36v22H14Z', '#F8F3E8') +
      path('M14 30h20v22H14Z', '#FFFDF6') +
      path('M8 32L32 12l24 20Z', '#C7553A') +
      path('M8 32L32 12v20Z', '#DA6E50') +
      rect(28, 37, 9, 15, '#7B5A3E') +
      rect(40, 36, 7, 7, '#F2D085') +
      rect(17, 44, 10, 9, '#CFA166') +
      rect(21, 44, 2.4, 9, '#E6CFA4'),
  ),
}

const categoryPictures: Record<string, Picture> = {
  'category-fresh': tile(
    '生鲜',
    () => rect(0, 0, 64, 64, '#F9E6D0') + shadow(32, 52, 24, 5) + fruit(25, 36, 15) + fruit(43, 40, 11) + leaf(26, 21, 15, -24),
  ),
  'category-home': tile(
    '家居',
    () =>
      rect(0, 0, 64, 64, '#E6EAE8') +
      shadow(32, 52, 22, 4, 0.26) +
      line('M44 26c12-1 12 17-1 18', '#A3B8B6', 4) +
      body(
        'M16 20h30c0 20-3 31-8 31H24c-5 0-8-11-8-31Z',
        [14, 18, 34, 34],
        '#CAD9D5',
        faded(0.55, path('M12 38q10-6 18 0t20-1v20H12Z', '#41727D')),
      ) +
      oval(31, 20, 15, 3, '#EEF4F1'),
  ),
  'category-beauty': tile(
    '美护',
    () =>
      rect(0, 0, 64, 64, '#DFE9E0') +
      shadow(32, 53, 22, 4, 0.26) +
      block(17, 29, 30, 24, ['#D5DED6', '#FFFFFF', '#FFFFFF'], 4) +
      block(15, 18, 34, 12, '#A8BDAD', 3) +
      rect(23, 36, 18, 10, '#2F6B52', 1.5),
  ),
  'category-digital': tile(
    '数码',
    () =>
      rect(0, 0, 64, 64, '#E2E6EA') +
      shadow(32, 54, 22, 4, 0.26) +
      line('M14 42V34a18 18 0 0 1 36 0v8', '#55646E', 5) +
      block(10, 35, 11, 18, '#E4765A', 5) +
      block(43, 35, 11, 18, '#E4765A', 5),
  ),
  'category-pantry': tile(
    '茶食',
    () =>
      rect(0, 0, 64, 64, '#FBEBC8') +
      shadow(32, 54, 22, 4) +
      block(17, 24, 30, 30, ['#C97A14', '#DE9522', '#EBAE45'], 6) +
      block(15, 14, 34, 12, ['#E8DCC4', '#F7F0E0', '#FFFDF6'], 4) +
      rect(22, 34, 20, 12, '#FBF6EA', 1.5),
  ),
  'category-family': tile(
    '母婴健康',
    () =>
      rect(0, 0, 64, 64, '#E7E6EC') +
      shadow(32, 54, 22, 4, 0.26) +
      block(23, 26, 20, 28, ['#D7DFE0', '#F4F6F4', '#FFFFFF'], 6, rect(20, 38, 26, 20, '#FBF3E2')) +
      block(22, 20, 22, 8, '#E79A7F', 3) +
      body('M27 20c0-5 2-5 3-9q3-4 6 0c1 4 3 4 3 9Z', [26, 8, 14, 13], '#EBD3AE'),
  ),
}

const reportRows = () =>
  [50, 60, 70, 80]
    .map(
      (y, index) =>
        rect(20, y, [18, 12, 16, 14][index] ?? 14, 2, '#9AA0A6') +
        rect(45, y, [11, 9, 12, 10][index] ?? 10, 2, '#9AA0A6') +
        rect(65, y, 10, 2, '#2E7D5B'),
    )
    .join('')

const report: Picture = {
  label: '检验报告缩略图',
  size: [96, 128],
  draw: () =>
    rect(0, 0, 96, 128, '#F1ECE3') +
    shadow(50, 116, 44, 9, 0.28) +
    rect(10, 8, 76, 108, '#FFFFFF', 2) +
    text(48, 24, 8, '#1F2328', '检验报告') +
    line('M30 29h36', '#1F2328', 0.8) +
    line('M17 36h62v58H17ZM17 46h62M17 56h62M17 66h62M17 76h62M17 85h62M42 36v58M62 36v58', '#CFC9BF', 0.8) +
    rect(20, 40, 14, 2, '#9AA0A6') +
    reportRows() +
    rect(17, 100, 26, 2, '#9AA0A6') +
    rect(17, 106, 18, 2, '#9AA0A6') +
    faded(
      0.86,
      group(
        'rotate(-12 66 98)',
        `<circle cx="66" cy="98" r="14" fill="none" stroke="#C0392B" stroke-width="2"/>${path('M66 90l2.2 5h5.3l-4.2 3.3 1.6 5.2-4.9-3.1-4.9 3.1 1.6-5.2-4.2-3.3h5.3Z', '#C0392B')}`,
      ),
    ),
}

/** The left part is flat sky: a page sets its words there. */
const farmAid: Picture = {
  label: '山坡上的橙园，果农提着一筐脐橙',
  size: [343, 176],
  draw: () =>
    rect(0, 0, 343, 176, orchardSky) +
    disc(273, 50, 27, '#F4B56A') +
    path('M123 102q60-52 116-28t104-22V176H0v-24q70-14 123-50Z', '#C2CFA6') +
    path('M0 136q80-16 150-10T343 104V176H0Z', '#93B383') +
    line('M153 136q90-6 190-30M133 148q110-4 210-26', '#7FA373', 2) +
    tree(191, 120, 0.5) +
    tree(227, 112, 0.56) +
    tree(321, 98, 0.55) +
    path('M0 154q100-14 190-8t153-14V176H0Z', '#6E9A6C') +
    tree(269, 122, 1.02) +
    tree(331, 132, 0.86) +
    farmer(203, 98) +
    crate(239, 126, 1),
}

const brand: Picture = {
  label: '链卡',
  size: [28, 28],
  draw: () =>
    rect(0, 0, 28, 28, '#C2410C', 8) +
    '<rect x="5.5" y="9.5" width="11" height="9" rx="4.5" fill="none" stroke="#fff" stroke-width="2.2"/><rect x="11.5" y="9.5" width="11" height="9" rx="4.5" fill="none" stroke="#FBC9B6" stroke-width="2.2"/><path d="M12.6 9.5a4.5 4.5 0 0 1 0 9" fill="none" stroke="#fff" stroke-width="2.2"/>',
}

const hill = path('M20 150q50-34 104-20t96-10v40q-100 14-200 0Z', '#EFE6D6')

const emptyPictures: Record<string, Picture> = {
  'empty-cart': wide(
    '空着的竹提篮',
    () =>
      hill +
      shadow(120, 152, 66, 9) +
      line('M76 92C76 24 164 24 164 92', '#B98A51', 7) +
      body(
        'M68 92h104l-10 58H78Z',
        [68, 92, 104, 60],
        '#D9B37D',
        line(
          'M66 108q6-5 12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0M68 124q6-5 12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0t12 0',
          '#B98A51',
          2.4,
        ),
      ) +
      rect(62, 86, 116, 9, '#E6C99A', 4.5) +
      leaf(184, 148, 24, -20) +
      leaf(184, 149, 18, 20, '#4B9A72', '#3A8260'),
  ),
  'empty-orders': wide(
    '还没贴单的纸箱',
    () =>
      hill +
      shadow(120, 154, 70, 9) +
      block(70, 84, 100, 66, '#CFA166', 3, rect(112, 84, 16, 66, '#E6CFA4')) +
      path('M70 84L52 66h50l18 18Z', '#B98A51') +
      path('M170 84l18-18h-50l-18 18Z', '#A87A44') +
      faded(0.9, rect(140, 122, 22, 16, '#FBF6EA', 2)),
  ),
  'empty-visitors': wide(
    '小店门口的椅子',
    () =>
      hill +
      rect(64, 44, 62, 104, '#7B5A3E', 3) +
      rect(71, 52, 48, 56, '#F7E5BE') +
      path('M71 52h22l-22 30Z', '#FBF0D6') +
      disc(116, 126, 3, '#E6C98A') +
      path('M56 34h78l8 16H48Z', '#D9674A') +
      shadow(168, 152, 34, 6) +
      line('M150 148v-30h36v30M150 118V84', '#A06D3B', 6) +
      rect(146, 112, 44, 8, '#CC9A62', 3) +
      leaf(204, 150, 26, -76) +
      leaf(204, 150, 22, -118, '#4B9A72', '#3A8260'),
  ),
  'empty-earnings': wide(
    '一只存钱罐和一株小苗',
    () =>
      hill +
      shadow(110, 152, 62, 9) +
      block(66, 82, 88, 68, '#E79A7F', 30) +
      rect(98, 78, 26, 6, '#9A4A3C', 3) +
      disc(84, 108, 3.4, '#4A2A20') +
      oval(70, 120, 6, 9, '#D8806A') +
      shadow(186, 152, 24, 5) +
      block(172, 128, 28, 22, '#8FA99E', 4) +
      line('M186 128v-24', '#3E8A63', 3) +
      leaf(186, 108, 22, -36) +
      leaf(186, 112, 20, -146, '#4B9A72', '#3A8260'),
  ),
  'empty-error': wide(
    '断开的两节链环',
    () =>
      hill +
      shadow(120, 150, 76, 8) +
      group('rotate(-14 84 100)', '<rect x="42" y="78" width="80" height="44" rx="22" fill="none" stroke="#D98B6A" stroke-width="13"/>') +
      group(
        'rotate(12 162 104)',
        '<path d="M150 82h26a22 22 0 0 1 0 44h-26" fill="none" stroke="#C2410C" stroke-width="13" stroke-linecap="round"/>',
      ) +
      line('M132 66l-4-14M146 64l6-13M120 74l-11-9', '#B7791F', 4),
  ),
  'empty-search': wide(
    '切开的橙子和放大镜',
    () =>
      hill +
      shadow(110, 150, 60, 8) +
      cutCitrus(100, 110, 38) +
      '<circle cx="146" cy="88" r="30" fill="#FFFFFF" fill-opacity=".45" stroke="#5B6169" stroke-width="8"/>' +
      line('M168 112l26 30', '#5B6169', 11),
  ),
  'empty-reviews': wide(
    '一本还没写的本子',
    () =>
      hill +
      shadow(120, 150, 74, 8) +
      group(
        'rotate(-5 118 104)',
        block(66, 62, 100, 84, ['#E5DAC6', '#FBF6EA', '#FFFDF6'], 4, line('M92 84h56M92 98h56M92 112h36', '#D8CDB6', 2.4)) +
          rect(66, 62, 12, 84, '#C7553A', 3),
      ) +
      group('rotate(36 182 100)', rect(178, 60, 9, 76, '#DE9522', 2) + path('M178 136h9l-4.500 12Z', '#EBD3AE')) +
      ball(60, 140, 11, '#EE8431'),
  ),
}

export const markPictures: Record<string, Picture> = {
  ...tracePictures,
  ...categoryPictures,
  ...emptyPictures,
  report,
  'farm-aid': farmAid,
  brand,
}

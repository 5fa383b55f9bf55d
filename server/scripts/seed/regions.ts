import type { Address, Region } from './entities.ts'

const region = (districtCode: string, province: string, city: string, district: string): Region => ({
  provinceCode: `${districtCode.slice(0, 2)}0000`,
  cityCode: `${districtCode.slice(0, 4)}00`,
  districtCode,
  province,
  city,
  district,
})

/** Every district that occurs in the demo world, with its code of GB/T 2260. */
export const regions = {
  xunwu: region('360734', '江西省', '赣州市', '寻乌县'),
  zhanggong: region('360702', '江西省', '赣州市', '章贡区'),
  ganxian: region('360704', '江西省', '赣州市', '赣县区'),
  nankang: region('360703', '江西省', '赣州市', '南康区'),
  shangyou: region('360724', '江西省', '赣州市', '上犹县'),
  xinfeng: region('360722', '江西省', '赣州市', '信丰县'),
  ruijin: region('360781', '江西省', '赣州市', '瑞金市'),
  zhushan: region('360203', '江西省', '景德镇市', '珠山区'),
  jingning: region('620826', '甘肃省', '平凉市', '静宁县'),
  zhashui: region('611026', '陕西省', '商洛市', '柞水县'),
  zhangpu: region('350623', '福建省', '漳州市', '漳浦县'),
  wuyishan: region('350782', '福建省', '南平市', '武夷山市'),
  meixian: region('441403', '广东省', '梅州市', '梅县区'),
  binchuan: region('532924', '云南省', '大理白族自治州', '宾川县'),
  qingyuan: region('331126', '浙江省', '丽水市', '庆元县'),
  anji: region('330523', '浙江省', '湖州市', '安吉县'),
  cixi: region('330282', '浙江省', '宁波市', '慈溪市'),
  gaoyang: region('130628', '河北省', '保定市', '高阳县'),
  qingxu: region('140121', '山西省', '太原市', '清徐县'),
  wuchang: region('230184', '黑龙江省', '哈尔滨市', '五常市'),
  nanshan: region('440305', '广东省', '深圳市', '南山区'),
  futian: region('440304', '广东省', '深圳市', '福田区'),
  tianhe: region('440106', '广东省', '广州市', '天河区'),
  westLake: region('330106', '浙江省', '杭州市', '西湖区'),
  yanta: region('610113', '陕西省', '西安市', '雁塔区'),
  wuhou: region('510107', '四川省', '成都市', '武侯区'),
  yuelu: region('430104', '湖南省', '长沙市', '岳麓区'),
  hongshan: region('420111', '湖北省', '武汉市', '洪山区'),
  xuanwu: region('320102', '江苏省', '南京市', '玄武区'),
  pudong: region('310115', '上海市', '上海市', '浦东新区'),
  siming: region('350203', '福建省', '厦门市', '思明区'),
} as const satisfies Record<string, Region>

export const at = (place: keyof typeof regions, street: string): Address => ({ ...regions[place], street })

/** Where buyers live: the towns around the shops and the cities their young people work in. */
export const homes: readonly (readonly [place: keyof typeof regions, road: string])[] = [
  ['zhanggong', '文清路'],
  ['zhanggong', '赣江源大道'],
  ['ganxian', '梅林大街'],
  ['nankang', '东山北路'],
  ['xinfeng', '阳明中路'],
  ['ruijin', '红都大道'],
  ['nanshan', '桃园路'],
  ['futian', '莲花支路'],
  ['tianhe', '龙口西路'],
  ['westLake', '文三路'],
  ['yanta', '小寨西路'],
  ['wuhou', '科华北路'],
  ['yuelu', '麓山南路'],
  ['hongshan', '珞喻路'],
  ['xuanwu', '珠江路'],
  ['pudong', '羽山路'],
  ['siming', '厦禾路'],
]

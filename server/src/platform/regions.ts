import { areaList } from '@vant/area-data'
import { Refusal } from './errors.ts'

/** Regions of GB/T 2260 by code: six digits, province and city end in zeros. */
export const regions = { provinces: areaList.province_list, cities: areaList.city_list, districts: areaList.county_list }

export const isDistrict = (code: string) => code in regions.districts

/** "江西省 赣州市 寻乌县". Refuses a code that is no district. */
export function regionName(code: string): string {
  const district = regions.districts[code]
  if (!district) throw new Refusal('order.region_unknown', code)
  const province = regions.provinces[`${code.slice(0, 2)}0000`] ?? ''
  const city = regions.cities[`${code.slice(0, 4)}00`] ?? ''
  return [province, city === province ? '' : city, district].filter(Boolean).join(' ')
}

/** The short place people say: "赣州寻乌". */
export const placeName = (code: string) =>
  [regions.cities[`${code.slice(0, 4)}00`], regions.districts[code]]
    .filter(Boolean)
    .join(' ')
    .replace(/[市县]( |$)/g, '$1')

/** "江西省" of the first two digits of a code; empty for digits that are no province's. */
export const provinceName = (digits: string) => regions.provinces[`${digits}0000`] ?? ''

/** Whether digits begin the codes of a province (two), a city (four) or a district (six). */
export const isRegion = (digits: string) => {
  const code = digits.padEnd(6, '0')
  return digits.length === 6 ? isDistrict(code) : digits.length === 4 ? code in regions.cities : code in regions.provinces
}

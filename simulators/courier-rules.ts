import { beijingWallTime } from '@lianka/wechat/time'
import { hour } from './virtual-clock.ts'

/** How a parcel travels. The steps come with the clock, or by hand from the parcels page. */

export const steps = ['collected', 'in_transit', 'out_for_delivery', 'delivered'] as const
export type Step = (typeof steps)[number]

export type TrackLine = { at: string; text: string; area: string; status: string }

export type Parcel = {
  number: string
  company: string
  from: string
  to: string
  callbackUrl: string
  salt: string
  subscribedAt: string
  /** How far it has come; null before it was collected. */
  step: Step | null
  lines: TrackLine[]
}

export const stepWords: Record<Step, { button: string; status: string; state: string; afterMs: number }> = {
  collected: { button: '揽收', status: '揽收', state: '1', afterMs: 2 * hour },
  in_transit: { button: '运输', status: '在途', state: '0', afterMs: 12 * hour },
  out_for_delivery: { button: '派送', status: '派件', state: '5', afterMs: 40 * hour },
  delivered: { button: '签收', status: '签收', state: '3', afterMs: 46 * hour },
}

export const companyNames: Record<string, string> = {
  zhongtong: '中通快递',
  yuantong: '圆通速递',
  shentong: '申通快递',
  yunda: '韵达快递',
  shunfeng: '顺丰速运',
  jd: '京东物流',
  ems: 'EMS',
  youzhengguonei: '邮政快递包裹',
  jtexpress: '极兔速递',
}

/** 江西省赣州市寻乌县… → 赣州市; the first word of the address when no city is named. */
const cityOf = (address: string): string => address.match(/(?:省|自治区|^)([^省市区]{2,8}市)/)?.[1] ?? (address.slice(0, 6) || '本地')

function lineText(parcel: Parcel, step: Step): { text: string; area: string } {
  const company = companyNames[parcel.company] ?? parcel.company
  const [from, to] = [cityOf(parcel.from), cityOf(parcel.to)]
  switch (step) {
    case 'collected':
      return { area: from, text: `【${from}】${company}收件员已揽收，快件将发往${to}` }
    case 'in_transit':
      return { area: from, text: `【${from}】快件已离开【${from}转运中心】，正在发往【${to}转运中心】` }
    case 'out_for_delivery':
      return { area: to, text: `【${to}】快件已到达派送网点，快递员正在为您派送，请保持电话畅通` }
    case 'delivered':
      return { area: to, text: `【${to}】快件已签收，签收人：本人，感谢使用${company}` }
  }
}

/** Moves on to `to`, writing the lines of the steps between; false when it is there already. */
export function advance(parcel: Parcel, to: Step, at: (step: Step) => Date): boolean {
  const first = parcel.step === null ? 0 : steps.indexOf(parcel.step) + 1
  const last = steps.indexOf(to)
  if (last < first) return false
  for (const step of steps.slice(first, last + 1)) {
    // Newest first, as the courier lists them.
    parcel.lines.unshift({ at: at(step).toISOString(), status: stepWords[step].status, ...lineText(parcel, step) })
  }
  parcel.step = to
  return true
}

/** What the passing of time has done to the parcel; true when something new is to be told. */
export function advanceByTime(parcel: Parcel, now: Date): boolean {
  const subscribed = Date.parse(parcel.subscribedAt)
  const reached = steps.findLast((step) => subscribed + stepWords[step].afterMs <= now.getTime())
  return reached !== undefined && advance(parcel, reached, (step) => laterOf(parcel, new Date(subscribed + stepWords[step].afterMs)))
}

/** A step by hand may have come after the hour the timetable names; the track must not run backwards. */
function laterOf(parcel: Parcel, time: Date): Date {
  const newest = parcel.lines[0]?.at
  return newest && newest > time.toISOString() ? new Date(newest) : time
}

/** The `param` of the push: the whole track, newest first. */
export function pushParam(parcel: Parcel): string {
  const state = parcel.step === null ? '102' : stepWords[parcel.step].state
  const isDelivered = parcel.step === 'delivered'
  const data = parcel.lines.map(({ at, text, area, status }) => {
    const time = beijingWallTime(new Date(at))
    return { time, ftime: time, context: text, areaName: area, status }
  })
  return JSON.stringify({
    status: isDelivered ? 'shutdown' : 'polling',
    billstatus: 'change',
    message: '',
    autoCheck: '0',
    lastResult: { message: 'ok', nu: parcel.number, com: parcel.company, ischeck: isDelivered ? '1' : '0', status: '200', state, data },
  })
}

/**
 * Times as people read them: always Beijing time (UTC+8, no daylight saving since 1991), whatever the device is set to.
 * Reckoned by hand because `Intl` with a time zone is missing from the WeChat runtime on some Android phones.
 */
export type Language = 'zh' | 'en'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const hourMs = 3_600_000
const dayMs = 24 * hourMs

type Fields = { year: number; month: number; day: number; hour: string; minute: string }

function beijing(iso: string): Fields {
  const shifted = new Date(Date.parse(iso) + 8 * hourMs)
  if (Number.isNaN(shifted.getTime())) throw new RangeError(`not a time: ${iso}`)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: two(shifted.getUTCHours()),
    minute: two(shifted.getUTCMinutes()),
  }
}

/** `12月3日`, `3 Dec`; with the year when it is another one than that of `now`. */
export function formatDay(iso: string, language: Language, now?: string): string {
  const { year, month, day } = beijing(iso)
  const otherYear = now !== undefined && beijing(now).year !== year
  if (language === 'en') return `${day} ${months[month - 1]}${otherYear ? ` ${year}` : ''}`
  return `${otherYear ? `${year}年` : ''}${month}月${day}日`
}

/** `12月3日 14:05`, `3 Dec 14:05`. */
export function formatTime(iso: string, language: Language, now?: string): string {
  const { hour, minute } = beijing(iso)
  return `${formatDay(iso, language, now)} ${hour}:${minute}`
}

/** `2 天 19 小时`, `57 分`: the two largest units of what is left, never below zero. */
export function formatLeft(until: string, now: string, language: Language): string {
  const left = Math.max(0, Date.parse(until) - Date.parse(now))
  const days = Math.floor(left / dayMs)
  const hours = Math.floor((left % dayMs) / hourMs)
  const minutes = Math.floor((left % hourMs) / 60_000)
  const [d, h, m] = language === 'zh' ? [' 天', ' 小时', ' 分'] : [' d', ' h', ' min']
  if (days > 0) return `${days}${d} ${hours}${h}`
  if (hours > 0) return `${hours}${h} ${minutes}${m}`
  return `${minutes}${m}`
}

/** How long someone stayed: `45 秒`, `3 分 20 秒`. */
export function formatDwell(seconds: number, language: Language): string {
  const [m, s] = language === 'zh' ? [' 分', ' 秒'] : [' min', ' s']
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole}${s}`
  const rest = whole % 60
  return rest === 0 ? `${whole / 60}${m}` : `${Math.floor(whole / 60)}${m} ${rest}${s}`
}

/** The day in Beijing, `2026-12-03`, for grouping and for date fields. */
export function beijingDate(iso: string): string {
  const { year, month, day } = beijing(iso)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

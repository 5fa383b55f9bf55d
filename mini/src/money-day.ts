import { beijingDate, formatDay, type Language } from '../../design/dates.ts'
import { now } from './clock.ts'

/** A calendar day of the contract, `2026-12-01`, as people read it. */
export const dayWords = (day: string, language: Language) => formatDay(`${day}T00:00:00+08:00`, language, now().toISOString())

export const isToday = (day: string) => beijingDate(now().toISOString()) === day

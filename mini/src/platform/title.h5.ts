import { preferences } from '../preferences.ts'

export const ownTopbar = true

export function showTitle(title: string): void {
  document.title = title
  document.documentElement.lang = preferences.get().language === 'zh' ? 'zh-CN' : 'en'
}

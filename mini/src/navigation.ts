import Taro from '@tarojs/taro'
import { paths, tabs } from './paths.ts'

/** The mini-program keeps at most ten pages; beyond that the newest is replaced. */
const deepest = 9

/** Opens a page: a tab is switched to, any other page lies on top. */
export function go(path: string): void {
  const quiet = () => undefined
  const page = path.split('?')[0] ?? path
  if (tabs.includes(page)) Taro.switchTab({ url: page }).catch(quiet)
  else if (Taro.getCurrentPages().length >= deepest) Taro.redirectTo({ url: path }).catch(quiet)
  else Taro.navigateTo({ url: path }).catch(quiet)
}

/** Opens a page in place of this one, so that Back doesn't come here again. */
export function replace(path: string): void {
  const page = path.split('?')[0] ?? path
  if (tabs.includes(page)) go(page)
  else Taro.redirectTo({ url: path }).catch(() => undefined)
}

/** Back to the page below; home when the visit began here. */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack().catch(() => go(paths.home))
  else go(paths.home)
}

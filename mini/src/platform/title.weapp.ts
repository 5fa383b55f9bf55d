import Taro from '@tarojs/taro'

/** WeChat draws the bar with title and Back itself. */
export const ownTopbar = false

export function showTitle(title: string): void {
  Taro.setNavigationBarTitle({ title }).catch(() => undefined)
}

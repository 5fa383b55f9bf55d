import Taro from '@tarojs/taro'
import { pictureUrl } from '../origin.ts'

/** Shows a picture large; the others are a swipe away. WeChat shows no SVG, so drawn pictures stay small. */
export function lookAt(path: string, all: string[]): void {
  const shown = all.filter((each) => !each.endsWith('.svg')).map(pictureUrl)
  if (shown.length > 0) void Taro.previewImage({ current: pictureUrl(path), urls: shown }).catch(() => undefined)
}

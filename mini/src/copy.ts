import Taro from '@tarojs/taro'
import { tell } from './tell.ts'

/** Puts text on the clipboard and says so. */
export function copy(text: string, said: string): void {
  Taro.setClipboardData({ data: text }).then(
    () => {
      // WeChat says so itself.
      if (process.env.TARO_ENV === 'h5') tell(said)
    },
    () => tell(text),
  )
}

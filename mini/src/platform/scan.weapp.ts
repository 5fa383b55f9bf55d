import Taro from '@tarojs/taro'

/** What the camera reads; undefined when the person turns back. */
export const scanCode: (() => Promise<string | undefined>) | undefined = async () =>
  (await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] }).catch(() => undefined))?.result

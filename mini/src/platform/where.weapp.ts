import Taro from '@tarojs/taro'

export type Point = { latE6: number; lngE6: number }

/** Where this phone is; undefined when the person does not allow it. */
export async function whereAmI(): Promise<Point | undefined> {
  const found = await Taro.getLocation({ type: 'gcj02' }).catch(() => undefined)
  return found && { latE6: Math.round(found.latitude * 1_000_000), lngE6: Math.round(found.longitude * 1_000_000) }
}

import Taro from '@tarojs/taro'

export type PickedVideo = { name: string; bytes: ArrayBuffer }

/** Lets the person choose a film of a minute at most, which WeChat makes smaller; undefined when none was chosen. */
export async function pickVideo(): Promise<PickedVideo | undefined> {
  const chosen = await Taro.chooseMedia({ count: 1, mediaType: ['video'], maxDuration: 60, sizeType: ['compressed'] }).catch(
    () => undefined,
  )
  const path = chosen?.tempFiles[0]?.tempFilePath
  if (!path) return undefined
  const bytes = await new Promise<ArrayBuffer | undefined>((resolve) => {
    Taro.getFileSystemManager().readFile({
      filePath: path,
      success: ({ data }) => resolve(typeof data === 'string' ? undefined : data),
      fail: () => resolve(undefined),
    })
  })
  return bytes && { name: path.split('/').at(-1)?.slice(-100) ?? 'film.mp4', bytes }
}

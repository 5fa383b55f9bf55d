import Taro from '@tarojs/taro'

export type ChosenPicture = { name: string; bytes: ArrayBuffer; width: number; height: number }

/** Lets the person choose a picture, which WeChat makes smaller; undefined when none was chosen. */
export async function choosePicture(): Promise<ChosenPicture | undefined> {
  const chosen = await Taro.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] }).catch(() => undefined)
  const path = chosen?.tempFiles[0]?.tempFilePath
  if (!path) return undefined
  const { tempFilePath } = await Taro.compressImage({ src: path, quality: 70, compressedWidth: 1600 }).catch(() => ({ tempFilePath: path }))
  const bytes = await new Promise<ArrayBuffer>((resolve, reject) =>
    Taro.getFileSystemManager().readFile({
      filePath: tempFilePath,
      success: ({ data }) => resolve(data as ArrayBuffer),
      fail: reject,
    }),
  )
  const { width, height } = await Taro.getImageInfo({ src: tempFilePath }).catch(() => ({ width: 1, height: 1 }))
  return { name: path.split('/').at(-1)?.slice(-100) ?? 'picture.jpg', bytes, width, height }
}

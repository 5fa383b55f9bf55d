import Taro from '@tarojs/taro'

export type Picked = { name: string; bytes: ArrayBuffer }

/** Lets the person choose a picture from the album or the camera; undefined when nothing was chosen. */
export async function pickFile(): Promise<Picked | undefined> {
  const chosen = await Taro.chooseImage({ count: 1, sizeType: ['compressed'] }).catch(() => undefined)
  const path = chosen?.tempFilePaths[0]
  if (!path) return undefined
  const bytes = await new Promise<ArrayBuffer | undefined>((resolve) => {
    Taro.getFileSystemManager().readFile({
      filePath: path,
      success: ({ data }) => resolve(typeof data === 'string' ? undefined : data),
      fail: () => resolve(undefined),
    })
  })
  return bytes && { name: path.split('/').at(-1) ?? 'picture.jpg', bytes }
}

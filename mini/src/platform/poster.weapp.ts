import Taro from '@tarojs/taro'
import type { RefusalReply } from '../../../contract/refusal.ts'
import { Refused, Unreachable } from '../refused.ts'

/** A drawn picture on this device, or why there is none. */
export async function fetchPoster(url: string): Promise<string> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url }).catch(() => {
    throw new Unreachable()
  })
  if (statusCode >= 400) throw new Refused(statusCode, await refusalIn(tempFilePath))
  return tempFilePath
}

const busy: RefusalReply = {
  code: 'poster.busy',
  zh: '海报没有画好，请几秒后再试。',
  en: 'The poster was not drawn; try again in a few seconds.',
}

const refusalIn = (path: string) =>
  new Promise<RefusalReply>((resolve) => {
    const read = (text: string) => {
      try {
        return JSON.parse(text) as RefusalReply
      } catch {
        return busy
      }
    }
    Taro.getFileSystemManager().readFile({
      filePath: path,
      encoding: 'utf8',
      success: ({ data }) => resolve(read(String(data))),
      fail: () => resolve(busy),
    })
  })

/** Puts it into the album; false where the person does not allow it. */
export const savePoster = (source: string, _name: string): Promise<boolean> =>
  Taro.saveImageToPhotosAlbum({ filePath: source }).then(
    () => true,
    () => false,
  )

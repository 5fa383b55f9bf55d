import Taro from '@tarojs/taro'
import { pictureUrl } from '../origin.ts'

/** Shows a PDF, such as an inspection report. */
export async function openDocument(path: string): Promise<void> {
  const { tempFilePath } = await Taro.downloadFile({ url: pictureUrl(path) })
  await Taro.openDocument({ filePath: tempFilePath, showMenu: true })
}

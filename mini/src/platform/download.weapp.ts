import Taro from '@tarojs/taro'
import { Unreachable } from '../refused.ts'

/** WeChat opens no CSV. */
export const tableFormats = ['xlsx'] as const

/** Opens a file of one's own, such as a statement, from where it can be sent on; `header` says who asks. Answers the server's status. */
export async function download(url: string, header: Record<string, string>, _name: string): Promise<number> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url, header }).catch(() => {
    throw new Unreachable()
  })
  if (statusCode < 400) await Taro.openDocument({ filePath: tempFilePath, fileType: 'xlsx', showMenu: true })
  return statusCode
}

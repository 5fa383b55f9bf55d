import { App } from 'antd'
import { useCallback, useState } from 'react'
import { call, type Reply } from '../../../api.ts'
import { useWords } from '../../../language.tsx'
import { useAct } from '../../../parts/act.ts'

/** What the server takes; base64 makes it a third longer on the way. */
const maxBytes = 700_000

const readBase64 = (file: File) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^.*?,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

/** Sends a file to the server and answers where it lies; undefined when it was not taken, which has been said. */
export function useUpload() {
  const { editor } = useWords()
  const { message } = App.useApp()
  const { act } = useAct()
  const [sending, setSending] = useState(false)
  const upload = useCallback(
    async (file: File): Promise<Reply<'POST /console/files'> | undefined> => {
      if (file.size > maxBytes) {
        void message.error(`${file.name}: ${editor.tooLarge}`)
        return undefined
      }
      const base64 = await readBase64(file).catch(() => undefined)
      if (!base64) {
        void message.error(`${file.name}: ${editor.unreadable}`)
        return undefined
      }
      setSending(true)
      let kept: Reply<'POST /console/files'> | undefined
      await act(async () => {
        kept = await call('POST /console/files', { body: { name: file.name.slice(0, 120), base64 } })
      })
      setSending(false)
      return kept
    },
    [act, message, editor],
  )
  return { upload, sending }
}

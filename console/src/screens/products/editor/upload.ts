import { App } from 'antd'
import { useCallback, useState } from 'react'
import { call, type Reply } from '../../../api.ts'
import { useWords } from '../../../language.tsx'
import { useAct } from '../../../parts/act.ts'

/** What the server takes. It refuses more while it arrives; here nobody waits for that. */
const maxBytes = 10_485_760

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
      setSending(true)
      let kept: Reply<'POST /console/files'> | undefined
      await act(async () => {
        kept = await call('POST /console/files', { query: { name: file.name.slice(-120) }, file })
      })
      setSending(false)
      return kept
    },
    [act, message, editor],
  )
  return { upload, sending }
}

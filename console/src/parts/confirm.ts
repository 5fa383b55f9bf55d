import { App } from 'antd'
import { useCallback } from 'react'
import { useWords } from '../language.tsx'

type Question = { title: string; words: string; go: string; danger?: boolean }

/** Asks before an act that others will feel. The title carries the object's name. */
export function useConfirm() {
  const { modal } = App.useApp()
  const words = useWords()
  return useCallback(
    ({ title, words: content, go, danger = false }: Question) =>
      new Promise<boolean>((resolve) => {
        modal.confirm({
          title,
          content,
          okText: go,
          cancelText: words.cancel,
          okButtonProps: { danger, 'data-testid': 'confirm-go' },
          icon: null,
          onOk: () => resolve(true),
          onCancel: () => resolve(false),
        })
      }),
    [modal, words],
  )
}

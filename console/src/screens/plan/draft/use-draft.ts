import { App } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { call } from '../../../api.ts'
import { useWords } from '../../../language.tsx'
import { useAct } from '../../../parts/act.ts'
import { Refused } from '../../../refused.ts'
import type { Draft, Terms } from '../published.ts'
import { isSame, type Written } from './written.ts'

export type Editing = Written & {
  /** As it lies on the server, as far as this page knows. */
  stored: Draft
  dirty: boolean
  busy: boolean
  /** What somebody else saved meanwhile; undefined while nobody did. */
  theirs: Draft | undefined
  change: (change: Partial<Terms>) => void
  announce: (announcement: string) => void
  save: () => Promise<boolean>
  takeTheirs: () => void
  keepMine: () => void
}

/** A draft while it is being written: what was typed, what is stored, and what somebody else stored in between. */
export function useDraft(loaded: Draft): Editing {
  const { planDrafts } = useWords()
  const { message } = App.useApp()
  const { act, busy } = useAct()
  const [stored, setStored] = useState(loaded)
  const [written, setWritten] = useState<Written>({ terms: loaded.terms, announcement: loaded.announcement })
  const [theirs, setTheirs] = useState<Draft>()
  const dirty = !isSame(written, stored)

  /** True when it was saved; false when somebody else had saved before, whose writing is then shown beside. */
  const put = async (revision: number): Promise<boolean> => {
    const body = { revision, terms: written.terms, announcement: written.announcement.trim() }
    try {
      setStored(await call('PUT /console/plan-drafts/:id', { params: { id: stored.id }, body }))
      setTheirs(undefined)
      return true
    } catch (error) {
      if (!(error instanceof Refused && error.is('plan.draft_changed'))) throw error
      setTheirs(await call('GET /console/plan-drafts/:id', { params: { id: stored.id } }))
      return false
    }
  }
  const saveOver = (revision: number) =>
    act(async () => {
      if (await put(revision)) void message.success(planDrafts.saved)
    })
  // What was trimmed on its way is what is shown afterwards.
  useEffect(() => setWritten({ terms: stored.terms, announcement: stored.announcement }), [stored])

  return {
    ...written,
    stored,
    dirty,
    busy,
    theirs,
    change: useCallback((change) => setWritten((before) => ({ ...before, terms: { ...before.terms, ...change } })), []),
    announce: useCallback((announcement) => setWritten((before) => ({ ...before, announcement })), []),
    save: () => saveOver(stored.revision),
    takeTheirs: () => {
      if (theirs) setStored(theirs)
      setTheirs(undefined)
    },
    keepMine: () => theirs && void saveOver(theirs.revision),
  }
}

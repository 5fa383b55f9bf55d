import { call } from '../../api.ts'
import { useLoad } from '../../load.ts'
import { Note } from '../../parts/marks.tsx'
import { useMe } from '../../session.ts'
import { recallShareCode } from '../../share-code.ts'
import { useWords } from '../../words/words.ts'

/** Says before buying who may earn on it: the person's referrer, or whoever's link led here. */
export function ReferrerNote() {
  const words = useWords().checkout
  const me = useMe()
  const code = recallShareCode()
  const sharer = useLoad(`sharer:${code}`, async () =>
    code ? (await call('GET /share-codes/:code', { params: { code } })).sharer : undefined,
  )
  const name = me?.referrer?.nickname ?? sharer.data?.nickname
  if (!name || name === me?.nickname) return null
  return (
    <Note tone="calm" icon="users" testId="referrer-note">
      {words.referred(name)}
    </Note>
  )
}

import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Press } from '../../elements/press.tsx'
import { useLoad } from '../../load.ts'
import { Icon } from '../../parts/icon.tsx'
import { session } from '../../session.ts'
import { note } from '../../visits.ts'
import { useWords } from '../../words/words.ts'

export function Favourite({ listingId }: { listingId: string }) {
  const words = useWords().product
  const { act } = useAct()
  const known = useLoad('favourites', async () =>
    session.get() ? (await call('GET /favourites')).items.map((tile) => tile.listingId as string) : [],
  )
  const [pressed, setPressed] = useState<boolean>()
  const on = pressed ?? known.data?.includes(listingId) ?? false
  const toggle = () =>
    act(async () => {
      await call('PUT /favourites/:listingId', { params: { listingId }, body: { on: !on } })
      setPressed(!on)
      if (!on) note({ kind: 'favourite', subject: 'product', subjectId: listingId })
    })
  return (
    <Press
      className={`iconbtn heart${on ? ' on' : ''}`}
      onPress={toggle}
      on={on}
      label={on ? words.favoured : words.favourite}
      testId="favourite"
    >
      <Icon name={on ? 'heartFull' : 'heart'} />
    </Press>
  )
}

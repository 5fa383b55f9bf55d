import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { useMe } from '../session.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { Screen } from './screen.tsx'
import { Empty } from './states.tsx'

/** Screens of a shop's owner: whoever has no shop yet is led to opening one instead of being refused. */
export function OwnersOnly({ title, children }: { title: string; children: ReactNode }) {
  const words = useWords()
  const me = useMe()
  if (!me || me.shopId) return children
  return (
    <Screen title={title}>
      <Empty
        picture="search"
        title={words.market.noShop}
        words={words.market.noShopWords}
        action={<Button to={paths.openShop}>{words.me.openShop}</Button>}
      />
    </Screen>
  )
}

import type { ReactNode } from 'react'
import { Box } from '../elements/box.tsx'
import { useWords } from '../words/words.ts'
import { Chips } from './form.tsx'
import type { Sort } from './goods-list.tsx'

/** How goods are ordered; pressing the price again turns it around. `relevant` where words are looked for; `children` stand beside it. */
export function SortBar({
  sort,
  onChange,
  relevant,
  children,
}: {
  sort: Sort
  onChange: (sort: Sort) => void
  relevant?: boolean
  children?: ReactNode
}) {
  const { sort: name, sorts, byPrice } = useWords().search
  const turned = sort === 'price-down'
  const choices = [
    ...(relevant ? [{ value: 'relevance', name: sorts.relevance }] : []),
    { value: 'sold', name: sorts.sold },
    { value: 'newest', name: sorts.newest },
    { value: 'price', name: sort === 'price' || turned ? sorts[sort] : byPrice },
  ]
  const choose = (value: string) => onChange(value === 'price' && sort === 'price' ? 'price-down' : (value as Sort))
  return (
    <Box className="sortbar">
      <Box className="grow">
        <Chips name={name} choices={choices} value={turned ? 'price' : sort} onChange={choose} scroll />
      </Box>
      {children}
    </Box>
  )
}

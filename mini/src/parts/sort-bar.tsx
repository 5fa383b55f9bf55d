import { Box } from '../elements/box.tsx'
import { useWords } from '../words/words.ts'
import { Chips } from './form.tsx'
import type { GoodsQuery } from './goods-list.tsx'

export function SortBar({
  sort,
  onChange,
}: {
  sort: NonNullable<GoodsQuery['sort']>
  onChange: (sort: NonNullable<GoodsQuery['sort']>) => void
}) {
  const { sort: name, sorts } = useWords().search
  const choices = (['sold', 'newest', 'price'] as const).map((value) => ({ value, name: sorts[value] }))
  return (
    <Box className="mt4">
      <Chips name={name} choices={choices} value={sort} onChange={onChange} scroll />
      <Box className="mt8" />
    </Box>
  )
}

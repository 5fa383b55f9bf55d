import { type ReactNode, useState } from 'react'
import { formatAmount, parseMoney } from '../../../../design/money.ts'
import type { Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips, Field, Switch } from '../../parts/form.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { Filters } from './filters.ts'

const any = 'any'
const ratings = { any: undefined, four: 40, half: 45 } as const
type Rating = keyof typeof ratings

type FilterSheetProps = {
  filters: Filters
  categories: Reply<'GET /categories'>['items']
  origins: Reply<'GET /search/start'>['origins']
  onClose: () => void
  onShow: (filters: Filters) => void
}

const typedOf = (fen: number | undefined) => (fen === undefined ? '' : formatAmount(fen).replace(/,|\.00$/g, ''))

export function FilterSheet({ filters, categories, origins, onClose, onShow }: FilterSheetProps) {
  const words = useWords()
  const { language } = usePreferences()
  const said = words.search.filters
  const [chosen, setChosen] = useState(filters)
  const [from, setFrom] = useState(typedOf(filters.priceFromFen))
  const [to, setTo] = useState(typedOf(filters.priceToFen))
  const [least, top] = [parseMoney(from), parseMoney(to)]
  const wrongFrom = from.trim() && least === undefined ? said.wrongPrice : undefined
  const wrongTo =
    to.trim() && top === undefined ? said.wrongPrice : least !== undefined && top !== undefined && top < least ? said.wrongRange : undefined
  const rating = (Object.keys(ratings) as Rating[]).find((key) => ratings[key] === chosen.ratingFrom) ?? any
  const reset = () => {
    setChosen({ shopId: filters.shopId })
    setFrom('')
    setTo('')
  }
  return (
    <Sheet
      title={said.title}
      onClose={onClose}
      testId="filter-sheet"
      foot={
        <Box className="pair">
          <Button kind="quiet" onPress={reset} testId="filter-reset">
            {said.reset}
          </Button>
          <Button
            disabled={wrongFrom !== undefined || wrongTo !== undefined}
            onPress={() => onShow({ ...chosen, priceFromFen: least, priceToFen: top })}
            testId="filter-show"
          >
            {said.show}
          </Button>
        </Box>
      }
    >
      <Part name={said.category}>
        <Chips
          name={said.category}
          choices={[{ value: any, name: words.all }, ...categories.map((one) => ({ value: one.id, name: one[language] }))]}
          value={chosen.categoryId ?? any}
          onChange={(id) => setChosen({ ...chosen, categoryId: id === any ? undefined : id })}
        />
      </Part>
      <Part name={said.price}>
        <Box className="row top prices">
          <Field name={said.from} kind="money" value={from} onInput={setFrom} wrong={wrongFrom} placeholder="0" testId="price-from" />
          <Field name={said.to} kind="money" value={to} onInput={setTo} wrong={wrongTo} placeholder="—" testId="price-to" />
        </Box>
      </Part>
      {origins.length > 0 && (
        <Part name={said.origin}>
          <Chips
            name={said.origin}
            choices={[{ value: any, name: words.all }, ...origins.map(({ code, name }) => ({ value: code, name }))]}
            value={chosen.origin ?? any}
            onChange={(code) => setChosen({ ...chosen, origin: code === any ? undefined : code })}
          />
        </Part>
      )}
      <Part name={said.rating}>
        <Chips
          name={said.rating}
          choices={(Object.keys(ratings) as Rating[]).map((value) => ({ value, name: said.ratings[value] }))}
          value={rating}
          onChange={(key) => setChosen({ ...chosen, ratingFrom: ratings[key] })}
        />
      </Part>
      <Switch
        name={said.stock}
        on={chosen.inStock === '1'}
        onChange={(on) => setChosen({ ...chosen, inStock: on ? '1' : undefined })}
        testId="filter-stock"
      />
    </Sheet>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Box className="filter-part">
      <Text as="h3" className="b">
        {name}
      </Text>
      <Box className="mt8">{children}</Box>
    </Box>
  )
}

import { useState } from 'react'
import { Box } from '../elements/box.tsx'
import { Input } from '../elements/input.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'

type SearchBoxProps = { start?: string; hint?: string; onSearch: (words: string) => void }

/** A box that keeps what is typed to itself until one searches. */
export function SearchBox({ start = '', hint, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(start)
  return <SearchField typed={typed} onType={setTyped} onSearch={() => onSearch(typed.trim())} {...(hint ? { hint } : {})} />
}

type SearchFieldProps = {
  typed: string
  onType: (typed: string) => void
  onSearch: () => void
  hint?: string
  focused?: boolean
}

export function SearchField({ typed, onType, onSearch, hint, focused = false }: SearchFieldProps) {
  const words = useWords()
  return (
    <Box className="search">
      <Icon name="search" size="m" />
      <Input
        kind="search"
        value={typed}
        onInput={onType}
        onConfirm={onSearch}
        placeholder={hint ?? words.home.searchHint}
        maxLength={60}
        label={words.search.title}
        focused={focused}
        testId="search"
      />
      {typed && (
        <Press className="iconbtn wipe" onPress={() => onType('')} label={words.search.clear} testId="search-clear">
          <Icon name="x" size="m" />
        </Press>
      )}
      <Press className="go" onPress={onSearch} testId="search-go">
        {words.search.go}
      </Press>
    </Box>
  )
}

/** Looks like the box and leads to the page where one types, with what was looked for before. */
export function SearchLink({ shopId }: { shopId?: string | undefined }) {
  const words = useWords()
  return (
    <Press className="search" to={paths.search(shopId ? { shopId } : {})} testId="search-link">
      <Icon name="search" size="m" />
      <Text className="grow one-line">{words.home.searchHint}</Text>
      <Text className="go">{words.search.go}</Text>
    </Press>
  )
}

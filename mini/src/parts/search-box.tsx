import { useState } from 'react'
import { Box } from '../elements/box.tsx'
import { Input } from '../elements/input.tsx'
import { Press } from '../elements/press.tsx'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'

export function SearchBox({ start = '', hint, onSearch }: { start?: string; hint?: string; onSearch: (words: string) => void }) {
  const words = useWords()
  const [typed, setTyped] = useState(start)
  const search = () => onSearch(typed.trim())
  return (
    <Box className="search">
      <Icon name="search" size="m" />
      <Input
        kind="search"
        value={typed}
        onInput={setTyped}
        onConfirm={search}
        placeholder={hint ?? words.home.searchHint}
        maxLength={60}
        label={words.search.title}
        testId="search"
      />
      <Press className="go" onPress={search} testId="search-go">
        {words.search.go}
      </Press>
    </Box>
  )
}

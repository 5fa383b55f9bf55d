import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../language.tsx'

const pauseMs = 300
const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Searches once the typing pauses; `/` brings the cursor here from anywhere on the screen. */
export function SearchBox({ value, hint, onSearch }: { value: string; hint: string; onSearch: (words: string) => void }) {
  const words = useWords()
  const box = useRef<InputRef>(null)
  const [text, setText] = useState(value)
  const latest = useRef(onSearch)
  latest.current = onSearch
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => latest.current(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text, value])
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || typing(event.target)) return
      event.preventDefault()
      box.current?.focus()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])
  return (
    <Input
      ref={box}
      className="search-box"
      value={text}
      allowClear
      maxLength={60}
      prefix={<SearchOutlined />}
      suffix={<kbd>/</kbd>}
      placeholder={hint}
      aria-label={`${words.search}: ${hint}`}
      title={words.searchKey}
      onChange={({ target }) => setText(target.value)}
      data-testid="search"
    />
  )
}

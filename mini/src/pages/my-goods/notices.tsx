import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Icon } from '../../parts/icon.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import './notices.css'

type Notice = Reply<'GET /my/shop/notices'>['items'][number]

/** What suppliers changed: told once, then folded away. */
export function Notices() {
  const words = useWords().notices
  const told = useLoad('shop-notices', () => call('GET /my/shop/notices', { query: {} }))
  const [open, setOpen] = useState(false)
  const items = told.data?.items ?? []
  const unseen = told.data?.unseen ?? 0
  if (items.length === 0) return null
  const toggle = () => {
    setOpen(!open)
    if (!open && unseen > 0) void call('POST /my/shop/notices/seen').catch(() => undefined)
  }
  return (
    <Box as="section" className="card block" testId="notices">
      <Press className="row between reach fold" onPress={toggle} testId="open-notices">
        <Text className="b">{unseen > 0 && !open ? words.unseen(unseen) : words.title}</Text>
        <Icon name={open ? 'minus' : 'plus'} size="m" />
      </Press>
      {open && items.map((notice) => <NoticeRow key={notice.id} notice={notice} />)}
    </Box>
  )
}

function NoticeRow({ notice: { kind, title, skuName, beforeFen, afterFen, at } }: { notice: Notice }) {
  const words = useWords().notices
  const { language } = usePreferences()
  const prices = beforeFen !== null && afterFen !== null ? words.from(formatMoney(beforeFen), formatMoney(afterFen)) : ''
  return (
    <Box className="mt12">
      <Text as="p">{`${title}${skuName ? `（${skuName}）` : ''}`}</Text>
      <Text as="p" className="sec">
        {`${words.kinds[kind]}${prices}`}
      </Text>
      <Text className="t12 sec num">{formatTime(at, language)}</Text>
    </Box>
  )
}

import { ReloadOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useSpeech } from '../language.tsx'
import { wordsOf } from '../refused.ts'

/** What happened, and a way to try again. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { words, language } = useSpeech()
  return (
    <div className="state" role="alert" data-testid="failed">
      <h2>{words.failed}</h2>
      <p>{wordsOf(error, language)}</p>
      <Button icon={<ReloadOutlined />} onClick={retry} data-testid="retry">
        {words.retry}
      </Button>
    </div>
  )
}

/** Nothing is here; says why, or what to do. */
export function Nothing({ title, words, children }: { title: string; words: string; children?: ReactNode }) {
  return (
    <div className="state" data-testid="nothing">
      <svg className="state-mark" viewBox="0 0 96 64" aria-hidden="true">
        <path className="ground" d="M8 54h80" />
        <rect className="box" x="26" y="22" width="44" height="32" rx="6" />
        <path className="fold" d="M26 34h14l4 6h8l4-6h14" />
        <path className="leaf" d="M48 20c0-8 6-12 14-12 0 8-6 12-14 12Z" />
      </svg>
      <h2>{title}</h2>
      <p>{words}</p>
      {children}
    </div>
  )
}

/** As tall as the table it stands for, so nothing jumps when the rows come. */
export function WaitingRows({ rows = 8 }: { rows?: number }) {
  return (
    <div className="waiting-rows" aria-busy="true" data-testid="waiting">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder rows are all alike
        <Skeleton key={row} active title={false} paragraph={{ rows: 1, width: `${92 - (row % 3) * 14}%` }} />
      ))}
    </div>
  )
}

export function WaitingPanel({ rows = 5 }: { rows?: number }) {
  return (
    <section className="panel pad" aria-busy="true" data-testid="waiting">
      <Skeleton active paragraph={{ rows }} />
    </section>
  )
}

import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { formatAmount } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoadList } from '../../load.ts'
import { Icon } from '../../parts/icon.tsx'
import { Price } from '../../parts/price.tsx'
import { AwaitList, Skeleton } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { Earnings, Wallet } from './index.tsx'

type Share = Reply<'GET /my/shares'>['items'][number]
type State = Share['state']

/** The money by state; each opens into the purchases it came from. */
export function Shares({ earnings, wallet, onAsk }: { earnings: Earnings; wallet: Wallet; onAsk: (shareId: string) => void }) {
  const { earnings: words, wallet: told } = useWords()
  const [open, setOpen] = useState<State | undefined>(earnings.heldFen > 0 ? 'held' : undefined)
  const states: { state: State; name: string; note: string; fen: number; tone: string }[] = [
    { state: 'released', name: words.available, note: words.availableWords, fen: earnings.availableFen, tone: 'jade' },
    { state: 'held', name: words.held, note: words.heldWords, fen: earnings.heldFen, tone: 'amber' },
    { state: 'reversed', name: words.reversed, note: words.reversedWords, fen: earnings.reversedTotalFen, tone: 'grey' },
  ]
  return (
    <Box className="card block flush cells">
      {states.map(({ state, name, note, fen, tone }) => (
        <Box key={state} className="item">
          <Press
            className="cell sum-row"
            expanded={open === state}
            onPress={() => setOpen(open === state ? undefined : state)}
            testId={`shares-${state}`}
          >
            <Box className={`state-dot ${tone}`} />
            <Box className="col grow">
              <Text className="h2">{name}</Text>
              <Text className="t12 sec">{note}</Text>
            </Box>
            <Price fen={fen} ink />
            <Icon name={open === state ? 'up' : 'down'} size="m" />
          </Press>
          {open === state && <ShareList state={state} onAsk={onAsk} />}
        </Box>
      ))}
      {wallet.pendingFen > 0 && (
        <Sum
          name={told.pending}
          note={told.pendingWords}
          fen={wallet.pendingFen}
          to={wallet.open ? paths.withdrawal(wallet.open) : paths.withdrawals}
        />
      )}
      {wallet.paidTotalFen > 0 && <Sum name={told.paid} note={told.paidWords} fen={wallet.paidTotalFen} to={paths.withdrawals} />}
    </Box>
  )
}

/** Money that has left the wallet; it opens into the withdrawals. */
function Sum({ name, note, fen, to }: { name: string; note: string; fen: number; to: string }) {
  return (
    <Press className="cell item sum-row" to={to}>
      <Box className="state-dot grey" />
      <Box className="col grow">
        <Text className="h2">{name}</Text>
        <Text className="t12 sec">{note}</Text>
      </Box>
      <Price fen={fen} ink />
      <Icon name="right" size="m" />
    </Press>
  )
}

function ShareList({ state, onAsk }: { state: State; onAsk: (shareId: string) => void }) {
  const words = useWords().earnings
  const { language } = usePreferences()
  const list = useLoadList(`shares:${state}`, (after) =>
    call('GET /my/shares', { query: { state, limit: 10, ...(after ? { after } : {}) } }),
  )
  const when = (share: Share) => {
    if (share.state === 'released') return formatTime(share.paidAt, language)
    if (share.state === 'reversed') return words.states.reversed
    if (share.waitsForSettledBoss) return words.waitsBoss
    return share.releaseDueAt ? words.dueAt(formatTime(share.releaseDueAt, language)) : words.waitsReceipt
  }
  return (
    <Box className="share-list">
      <AwaitList
        from={list}
        bones={<Skeleton heights={[48]} />}
        empty={
          <Text as="p" className="sec empty-share">
            {words.noShares}
          </Text>
        }
      >
        {(items) =>
          items.map((share) => (
            <Press key={share.id} className="share" onPress={() => onAsk(share.id)} testId={`share-${share.id}`}>
              <Box className="row base between">
                <Text className="one-line grow">{`${share.buyerNickname} · ${share.title}`}</Text>
                <Text className="b num">{formatAmount(share.amountFen)}</Text>
              </Box>
              <Box className="row base between t12">
                <Text className="sec">{`${words.kinds[share.kind]} · ${when(share)}`}</Text>
                <Text className="acc num">{words.why}</Text>
              </Box>
            </Press>
          ))
        }
      </AwaitList>
    </Box>
  )
}

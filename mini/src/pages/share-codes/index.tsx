import { useState } from 'react'
import { formatDay } from '../../../../design/dates.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad, useLoadList } from '../../load.ts'
import { Sheet } from '../../parts/above.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, AwaitList, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useMe } from '../../session.ts'
import { useWords } from '../../words/words.ts'
import { type Branch, growChain } from './chain.ts'
import './index.css'

type Page = Reply<'GET /my/share-codes'>
type ShareCode = Page['items'][number]

/** Which of one's links brought how many people and orders, and how far each went. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function ShareCodes() {
  const words = useWords().cards.shares
  const [totals, setTotals] = useState<Page['totals']>()
  const [shown, setShown] = useState<ShareCode>()
  const list = useLoadList('share-codes', async (after) => {
    const page = await call('GET /my/share-codes', { query: after ? { after } : {} })
    setTotals(page.totals)
    return page
  })
  return (
    <Screen title={words.title} testId="share-codes">
      <AwaitList
        from={list}
        empty={
          <Empty picture="visitors" title={words.empty} words={words.emptyWords} action={<Button to={paths.share}>{words.codes}</Button>} />
        }
      >
        {(codes) => (
          <>
            {totals && <Totals totals={totals} />}
            <Box className="card block flush cells">
              {codes.map((code) => (
                <CodeRow key={code.code} code={code} onChain={() => setShown(code)} />
              ))}
            </Box>
            <Text as="p" className="smallprint">
              {words.countNote}
            </Text>
          </>
        )}
      </AwaitList>
      {shown && <ChainSheet code={shown} onClose={() => setShown(undefined)} />}
    </Screen>
  )
}

function Totals({ totals }: { totals: Page['totals'] }) {
  const words = useWords().cards.shares
  const figures = [
    [words.visitors, totals.visitors],
    [words.joined, totals.joined],
    [words.orders, totals.orders],
  ] as const
  return (
    <Box className="card block figures" testId="totals">
      {figures.map(([name, count]) => (
        <Box key={name} className="col center grow">
          <Text className="t24 b num">{count}</Text>
          <Text className="t12 sec">{name}</Text>
        </Box>
      ))}
    </Box>
  )
}

function CodeRow({ code, onChain }: { code: ShareCode; onChain: () => void }) {
  const words = useWords().cards.shares
  const { language } = usePreferences()
  const day = formatDay(code.madeAt, language, now().toISOString())
  return (
    <Box className="item code-row" testId="share-code">
      <Box className="row between wrap tight">
        <Text className="t16 b grow">{code.campaign || code.title}</Text>
        <Tag>{words.channels[code.channel]}</Tag>
      </Box>
      <Text className="t12 sec">
        {[
          `${words.kinds[code.kind]}${code.campaign ? ` ${code.title}` : ''}`,
          day,
          ...(code.fromNickname ? [words.from(code.fromNickname)] : []),
        ].join(' · ')}
      </Text>
      <Text className="num long">{words.counts(code.visitors, code.joined, code.orders)}</Text>
      {code.passedOn > 0 && (
        <Press className="row tight link t14 chain-link" onPress={onChain} testId="see-chain">
          <Icon name="branch" size="s" />
          <Text>{`${words.passedOn(code.passedOn)} · ${words.seeChain}`}</Text>
        </Press>
      )}
    </Box>
  )
}

/** Who passed it to whom, as a tree that grows to the right. */
function ChainSheet({ code, onClose }: { code: ShareCode; onClose: () => void }) {
  const words = useWords().cards.shares
  const me = useMe()
  const chain = useLoad(`chain:${code.code}`, async () =>
    growChain(code.code, (await call('GET /my/share-codes/:code/chain', { params: { code: code.code } })).links),
  )
  return (
    <Sheet title={words.chain} onClose={onClose} testId="chain">
      <Await from={chain}>
        {(branches) => (
          <>
            <Box className="row chain-root">
              <Avatar src={me?.portrait ?? null} size="small" />
              <Text className="b grow">{words.you}</Text>
              <Text className="t12 sec">{`${words.channels[code.channel]} · ${words.reached(code.visitors)}`}</Text>
            </Box>
            {branches.length > 0 ? <Branches branches={branches} /> : <Text className="sec">{words.noChain}</Text>}
            <Text as="p" className="t12 sec mt16">
              {words.chainNote}
            </Text>
          </>
        )}
      </Await>
    </Sheet>
  )
}

function Branches({ branches }: { branches: Branch[] }) {
  const words = useWords().cards.shares
  return (
    <Box as="ul" className="branches">
      {branches.map(({ link, branches: inner }) => (
        <Box as="li" key={link.code} testId="chain-link">
          <Box className="row branch">
            <Avatar src={link.portrait} size="small" />
            <Text className="grow">{link.nickname ?? words.anonymous}</Text>
            <Text className="t12 sec num long end">{`${words.channels[link.channel]} · ${words.reached(link.visitors)}`}</Text>
          </Box>
          {inner.length > 0 && <Branches branches={inner} />}
        </Box>
      ))}
    </Box>
  )
}

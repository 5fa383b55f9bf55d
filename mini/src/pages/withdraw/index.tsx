import { useState } from 'react'
import { formatAmount, formatMoney, parseMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { useLoad } from '../../load.ts'
import { replace } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { Cell } from '../../parts/list.tsx'
import { Price } from '../../parts/price.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { confirm } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { Hurdles } from './hurdles.tsx'
import { Comes } from './preview.tsx'
import { usePreview } from './use-preview.ts'
import './index.css'

export type Wallet = Reply<'GET /my/wallet'>
export type Preview = Reply<'POST /my/withdrawals/preview'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function WithdrawPage() {
  const words = useWords().withdraw
  const wallet = useLoad('wallet', () => call('GET /my/wallet'))
  const [amount, setAmount] = useState<string>()
  const { data } = wallet
  // Everything is what most people want; it stands there at first and can be changed.
  const typed = amount ?? (data ? plain(data.withdrawableFen) : '')
  const wrong = useWrong(data, typed)
  const fen = wrong === undefined ? parseMoney(typed) : undefined
  const preview = usePreview(data && data.withdrawableFen > 0 ? fen : undefined)
  return (
    <Screen title={words.title} testId="withdraw" foot={data && <Go wallet={data} preview={preview.data} />}>
      <Await from={wallet}>
        {(found) => (
          <>
            <Box className="pad mt12">
              <Text as="p" className="sec">
                {words.available}
              </Text>
              <Price fen={found.availableFen} size="large" ink testId="withdrawable" />
            </Box>
            <Hurdles wallet={found} reload={wallet.reload} />
            {found.withdrawableFen > 0 && (
              <Box className="card block flush">
                <Field
                  name={words.amount}
                  kind="money"
                  value={typed}
                  onInput={setAmount}
                  maxLength={11}
                  hint={words.amountHint(formatMoney(found.limits.partMinFen))}
                  wrong={wrong ?? preview.refused}
                  testId="withdraw-amount"
                  after={
                    <Button kind="quiet" small onPress={() => setAmount(plain(found.withdrawableFen))} testId="everything">
                      {words.everything}
                    </Button>
                  }
                />
              </Box>
            )}
            {fen !== undefined && found.withdrawableFen > 0 && <Comes wallet={found} preview={preview} />}
            <Records wallet={found} />
          </>
        )}
      </Await>
    </Screen>
  )
}

/** An amount as it is typed: without the commas that are only for reading. */
const plain = (fen: number) => formatAmount(fen).replace(/,/g, '')

/** What is wrong with the amount, before the server is asked. */
function useWrong(wallet: Wallet | undefined, typed: string): string | undefined {
  const words = useWords().withdraw
  const fen = parseMoney(typed)
  if (!wallet) return undefined
  if (fen === undefined) return words.amountWrong
  if (fen < wallet.limits.partMinFen) return words.tooSmall(formatMoney(wallet.limits.partMinFen))
  return fen > wallet.withdrawableFen ? words.tooMuch(formatMoney(wallet.withdrawableFen)) : undefined
}

/** The main action. It asks once more with the sums, because money leaves. */
function Go({ wallet, preview }: { wallet: Wallet; preview: Preview | undefined }) {
  const words = useWords().withdraw
  const { busy, act } = useAct()
  const intention = useIntention()
  const withdraw = (shown: Preview) =>
    act(async () => {
      const agreed = await confirm({
        title: words.askTitle(formatMoney(shown.grossFen)),
        words: words.askWords(formatMoney(shown.netFen), formatMoney(shown.taxFen), shown.parts.length, wallet.rail === 'transfer'),
        yes: words.askYes,
        no: words.askNo,
      })
      if (!agreed) return
      const made = await call('POST /my/withdrawals', { body: { amountFen: shown.grossFen }, intention })
      intention.fulfilled()
      replace(paths.withdrawal(made.id))
    })
  const ready = wallet.hurdles.length === 0 && preview !== undefined
  return (
    <Button busy={busy} disabled={!ready} onPress={() => preview && withdraw(preview)} testId="withdraw-now">
      {ready ? words.goAmount(formatMoney(preview.netFen)) : words.go}
    </Button>
  )
}

function Records({ wallet }: { wallet: Wallet }) {
  const words = useWords()
  const { year, incomeFen, taxFen } = wallet.year
  return (
    <Box className="card block flush cells">
      <Cell title={words.wallet.history} to={paths.withdrawals} testId="to-withdrawals" />
      <Cell
        title={words.withdraw.year(year)}
        note={words.withdraw.yearWords(formatMoney(incomeFen), formatMoney(taxFen))}
        to={paths.tax(year)}
        testId="to-tax"
      />
      <Cell
        title={words.withdraw.realName}
        value={wallet.realName?.nameMasked ?? words.withdraw.realNameNone}
        to={paths.realName}
        testId="to-real-name"
      />
    </Box>
  )
}

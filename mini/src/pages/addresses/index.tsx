import { useRouter } from '@tarojs/taro'
import { call, type Reply } from '../../api.ts'
import { chooseAddress } from '../../chosen-address.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { back, go } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'

type Address = Reply<'GET /addresses'>['items'][number]

/** All addresses; opened from the checkout, a press chooses one and goes back. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Addresses() {
  const words = useWords().addresses
  const choosing = queryOf(useRouter().params).choose === '1'
  const addresses = useLoad('addresses', async () => (await call('GET /addresses')).items)
  const press = (address: Address) => {
    if (!choosing) return go(paths.address(address.id))
    chooseAddress(address.id)
    back()
  }
  return (
    <Screen
      title={words.title}
      foot={
        addresses.data && (
          <Button icon="plus" to={paths.address()} testId="add-address">
            {words.add}
          </Button>
        )
      }
    >
      <Await from={addresses}>
        {(items) =>
          items.length === 0 ? (
            <Empty picture="orders" title={words.empty} words={words.emptyWords} />
          ) : (
            items.map((address) => <AddressRow key={address.id} address={address} onPress={() => press(address)} />)
          )
        }
      </Await>
    </Screen>
  )
}

function AddressRow({ address, onPress }: { address: Address; onPress: () => void }) {
  const words = useWords()
  return (
    <Box className="card block row">
      <Press className="col grow" onPress={onPress} testId={`address-${address.id}`}>
        <Text className="b">{`${address.name}  ${address.phone}`}</Text>
        <Text className="sec">{`${address.region} ${address.detail}`}</Text>
        {address.preferred && (
          <Box className="mt4">
            <Tag tone="accent">{words.addresses.preferred}</Tag>
          </Box>
        )}
      </Press>
      <Press className="iconbtn sec" to={paths.address(address.id)} label={`${words.edit} ${address.name}`}>
        <Icon name="pen" size="m" />
      </Press>
    </Box>
  )
}

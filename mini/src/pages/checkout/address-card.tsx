import type { Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import type { Loaded } from '../../load.ts'
import { Icon } from '../../parts/icon.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'

type Address = Reply<'GET /addresses'>['items'][number]

/** Where it goes, or the way to add the first address. */
export function AddressCard({ loaded, address }: { loaded: Loaded<Address[]>; address: Address | undefined }) {
  const words = useWords()
  if (loaded.data === undefined) return <Box className="bone block" style={{ height: '88px', borderRadius: '16px' }} />
  return (
    <Press className="card block row" to={address ? paths.addresses({ choose: '1' }) : paths.address()} testId="address">
      <Icon name="pin" />
      {address ? (
        <Box className="col grow">
          <Text className="b">{`${address.name}  ${address.phone}`}</Text>
          <Text className="sec">{`${address.region} ${address.detail}`}</Text>
        </Box>
      ) : (
        <Text className="b grow">{words.checkout.addAddress}</Text>
      )}
      <Icon name="right" size="m" />
    </Press>
  )
}

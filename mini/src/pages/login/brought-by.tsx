import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { recallShareCode } from '../../share-code.ts'
import { useWords } from '../../words/words.ts'

/** Who will be noted as the person's referrer, what that means, and the way not to. */
export function BroughtBy({ declined, onDecline }: { declined: boolean; onDecline: (declined: boolean) => void }) {
  const words = useWords().login
  const code = recallShareCode()
  const info = useLoad(`share-code:${code}`, async () => (code ? call('GET /share-codes/:code', { params: { code } }) : undefined))
  const sharer = info.data?.sharer
  if (!sharer) return null
  return (
    <Box className="card block" testId="brought-by">
      <Box className="row">
        <Avatar src={sharer.portrait} />
        <Text className="b grow">{words.broughtBy(sharer.nickname)}</Text>
        <Press className="link" onPress={() => onDecline(!declined)} testId="decline-referrer">
          {declined ? words.undo : words.decline}
        </Press>
      </Box>
      <Text as="p" className="t12 sec mt8">
        {declined ? words.declined : words.broughtWords}
      </Text>
    </Box>
  )
}

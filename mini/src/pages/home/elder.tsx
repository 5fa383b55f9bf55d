import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { paths } from '../../paths.ts'
import { preferences } from '../../preferences.ts'
import { session, useMe } from '../../session.ts'
import { useWords } from '../../words/words.ts'

/** The elder home begins with the person: hello, the way back to the normal mode, and the parcel on its way. */
export function ElderGreeting() {
  const words = useWords().home
  const me = useMe()
  const { data } = useLoad('on-the-way', async () =>
    session.get() ? (await call('GET /orders', { query: { stage: 'to_receive', limit: 1 } })).items[0] : undefined,
  )
  return (
    <>
      <Box className="row between pad">
        <Text as="h2" className="h1">
          {me ? words.hello(me.nickname) : ''}
        </Text>
        <Press className="link to-normal" onPress={() => preferences.change({ elder: false })} testId="to-normal">
          {words.toNormal}
        </Press>
      </Box>
      {data && (
        <Box className="card block">
          <Box className="row">
            <Box className="thumb">
              <Picture src="/pictures/trace-truck.svg" />
            </Box>
            <Box className="col grow">
              <Text className="h2">{words.onTheWay}</Text>
              <Text className="sec one-line">{data.lines[0]?.title}</Text>
            </Box>
          </Box>
          <Box className="mt12">
            <Button kind="quiet" wide to={paths.order(data.id)}>
              {words.seeWhere}
            </Button>
          </Box>
        </Box>
      )}
    </>
  )
}

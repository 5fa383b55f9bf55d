import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { GoodsList } from '../../parts/goods-list.tsx'
import { Head } from '../../parts/list.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { useShareCard } from '../../platform/share.ts'
import { enterShop } from '../../shop-context.ts'
import { targetOf } from '../../target.ts'
import { useVisit } from '../../visits.ts'
import { useWords } from '../../words/words.ts'
import './index.css'

type Shop = Reply<'GET /shops/:id'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function ShopFront() {
  const words = useWords().shop
  const { params } = useRouter()
  const shop = useLoad<Shop>(`shop:${params.id}:${params.scene}`, async () =>
    call('GET /shops/:id', { params: { id: await targetOf(params) } }),
  )
  const { data } = shop
  useVisit('shop', data?.id)
  useEffect(() => {
    if (data) enterShop({ id: data.id, name: data.name })
  }, [data])
  useShareCard(() => data && { kind: 'shop', targetId: data.id, title: data.name, path: paths.shop(data.id), picture: data.front })
  return (
    <Screen title={data?.name ?? words.goods} testId="shop">
      <Await from={shop}>
        {(found) => (
          <>
            <Box className="front">
              <Picture src={found.front} alt={found.name} eager />
            </Box>
            <Box className="card block keeper-card">
              <Box className="row">
                <Avatar src={found.ownerPortrait} size="large" />
                <Box className="col grow">
                  <Text as="h2" className="h1">
                    {found.name}
                  </Text>
                  <Text className="t12 sec">{`${found.ownerNickname} · ${found.region}`}</Text>
                </Box>
                <Button kind="quiet" small to={paths.card(found.ownerId)} testId="see-card">
                  {words.seeCard}
                </Button>
              </Box>
              {found.intro && (
                <Text as="p" className="mt12">
                  {found.intro}
                </Text>
              )}
            </Box>
            <Head title={words.goods}>
              <Text className="t12 sec">{words.count(found.listingCount)}</Text>
            </Head>
            <GoodsList query={{ shopId: found.id }} emptyTitle={words.empty} emptyWords={words.emptyWords} />
          </>
        )}
      </Await>
    </Screen>
  )
}

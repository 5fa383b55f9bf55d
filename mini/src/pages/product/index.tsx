import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { type Loaded, useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Outline } from '../../parts/outline.tsx'
import { Price } from '../../parts/price.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ShareSheet } from '../../parts/share-sheet.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { useShareCard } from '../../platform/share.ts'
import { enterShop } from '../../shop-context.ts'
import { targetOf } from '../../target.ts'
import { note, useVisit } from '../../visits.ts'
import { useWords } from '../../words/words.ts'
import { ChooseSheet } from './choose-sheet.tsx'
import { Facts } from './facts.tsx'
import { Favourite } from './favourite.tsx'
import { FlashPrice, flashFor, shownOption } from './flash.tsx'
import { Gallery } from './gallery.tsx'
import { LatestReviews } from './latest-reviews.tsx'
import { MoneyBar } from './money-bar.tsx'
import { Promotions } from './promotions.tsx'
import { Sentences } from './sentences.tsx'
import { Trace } from './trace.tsx'
import './index.css'

export type Product = Reply<'GET /listings/:id'>
export type Offers = Loaded<Reply<'GET /promotions'> | null>
type Purpose = 'buy' | 'cart'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function ProductPage() {
  const words = useWords().product
  const { params } = useRouter()
  const product = useLoad<Product>(`product:${params.id}:${params.scene}`, async () =>
    call('GET /listings/:id', { params: { id: await targetOf(params) } }),
  )
  const [sharing, setSharing] = useState(false)
  const [purpose, setPurpose] = useState<Purpose>()
  const { data } = product
  const offers: Offers = useLoad(`offers:${data?.listingId}`, async () =>
    data ? call('GET /promotions', { query: { listingId: data.listingId } }) : null,
  )
  useVisit('product', data?.listingId)
  useEffect(() => {
    if (data) enterShop({ id: data.shopId, name: data.shopName })
  }, [data])
  useShareCard(
    () =>
      data && { kind: 'product', targetId: data.listingId, title: data.title, path: paths.product(data.listingId), picture: data.picture },
  )
  const share = () => {
    if (data) note({ kind: 'share', subject: 'product', subjectId: data.listingId })
    setSharing(true)
  }
  return (
    <Screen title={data?.title ?? words.title} testId="product" foot={data && <BuyBar product={data} onChoose={setPurpose} />}>
      <Await from={product} bones={<Skeleton heights={[320, 140, 200]} />}>
        {(found) => <Sections product={found} offers={offers} onShare={share} />}
      </Await>
      {data && sharing && (
        <ShareSheet
          kind="product"
          targetId={data.listingId}
          title={words.share}
          about={data.title}
          portrait={data.picture}
          onClose={() => setSharing(false)}
        />
      )}
      {data && purpose && <ChooseSheet product={data} offers={offers} purpose={purpose} onClose={() => setPurpose(undefined)} />}
    </Screen>
  )
}

function Sections({ product, offers, onShare }: { product: Product; offers: Offers; onShare: () => void }) {
  const words = useWords()
  const flash = flashFor(offers.data, shownOption(product)?.id)
  const { title, subtitle, priceFen, soldCount, designated, returnExcepted } = product
  return (
    <>
      <Gallery pictures={product.pictures} title={title} />
      <Box as="section" className="lead">
        <Box className="row base wrap">
          {flash ? <FlashPrice sale={flash} onEnd={offers.reload} testId="price" /> : <Price fen={priceFen} size="large" testId="price" />}
          {soldCount > 0 && <Text className="sec">{words.sold(soldCount)}</Text>}
          {designated && <Tag tone="accent">{words.product.designated}</Tag>}
        </Box>
        <Box className="row top between mt8">
          <Text as="h2" className="h1 grow">
            {title}
          </Text>
          <Box className="row tools">
            <Favourite listingId={product.listingId} />
            <Press className="iconbtn" onPress={onShare} label={words.card.share} testId="share">
              <Icon name="share" />
            </Press>
          </Box>
        </Box>
        {subtitle && (
          <Text as="p" className="sec">
            {subtitle}
          </Text>
        )}
        <MoneyBar money={product.money} />
      </Box>
      <Promotions product={product} offers={offers} />
      <Sentences listingId={product.listingId} />
      {product.outline.length > 0 && <Outline heads={product.outline} />}
      {product.lot && <Trace lot={product.lot} />}
      <LatestReviews product={product} />
      <Facts product={product} />
      <Text as="p" className="smallprint">
        {product.kind !== 'goods' ? words.digital.returnable : returnExcepted ? words.product.excepted : words.product.returnable}
      </Text>
    </>
  )
}

function BuyBar({ product, onChoose }: { product: Product; onChoose: (purpose: Purpose) => void }) {
  const words = useWords()
  return (
    <>
      <Press className="side" to={paths.shop(product.shopId)} testId="to-shop">
        <Icon name="store" />
        <Text>{words.product.shop}</Text>
      </Press>
      <Button kind="outline" disabled={!product.inStock} onPress={() => onChoose('cart')} testId="add-to-cart">
        {words.product.addToCart}
      </Button>
      <Button disabled={!product.inStock} onPress={() => onChoose('buy')} testId="buy">
        {product.inStock ? words.product.buy : words.soldOut}
      </Button>
    </>
  )
}

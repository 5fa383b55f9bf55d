import type { z } from 'zod'
import type { Tile as TileSchema } from '../../../contract/catalog.ts'
import { Box } from '../elements/box.tsx'
import { Picture } from '../elements/picture.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { paths } from '../paths.ts'
import { usePreferences } from '../preferences.ts'
import { note } from '../visits.ts'
import { useWords } from '../words/words.ts'
import { Price } from './price.tsx'

export type Tile = z.output<typeof TileSchema> & { reason?: { code: string; zh: string; en: string } }

/** `suggestedBy` is the way of suggesting that put it here, told with a click. */
type TileProps = { tile: Tile; tall?: boolean; brief?: boolean; suggestedBy?: string }

/** One thing on sale: the picture carries it. A reason for showing it stands in place of the subtitle. */
export function ProductTile({ tile, tall, brief, suggestedBy }: TileProps) {
  const words = useWords()
  const { language, elder } = usePreferences()
  const trial = tile.reason?.code.startsWith('new_') ? ':trial' : ''
  const detail = suggestedBy && `suggested:${suggestedBy}${trial}`
  const click = () => note({ kind: 'click', subject: 'product', subjectId: tile.listingId, ...(detail && { detail }) })
  return (
    <Press
      className={`tile card${tall ? ' tall' : ''}`}
      to={paths.product(tile.listingId)}
      onPress={click}
      testId={`tile-${tile.listingId}`}
    >
      <Box className="frame">
        <Picture src={tile.picture} alt={tile.title} />
        {!tile.inStock && <Text className="sold-out">{words.soldOut}</Text>}
      </Box>
      <Box className="tx">
        <Text className={`nm ${brief ? 'one-line' : 'two-lines'}`}>{tile.title}</Text>
        <Text className={`sub ${elder ? 'two-lines' : 'one-line'}`}>{tile.reason?.[language] ?? subtitleOf(tile, words.rated)}</Text>
        <Box className="pr">
          <Price fen={tile.priceFen} />
          {!brief && tile.soldCount > 0 && <Text className="t12 sec">{words.sold(tile.soldCount)}</Text>}
        </Box>
        {elder && !brief && <Text className="btn fill wide">{words.buyThis}</Text>}
      </Box>
    </Press>
  )
}

function subtitleOf(tile: Tile, rated: (tenths: number, count: number) => string): string {
  if (tile.subtitle) return tile.subtitle
  return tile.ratingTenths === null ? tile.shopName : rated(tile.ratingTenths, tile.reviewCount)
}

/** Two lanes of tiles of unequal height, one lane in elder mode (by style). */
export function Feed({ tiles, suggestedBy }: { tiles: Tile[]; suggestedBy?: string }) {
  const { elder } = usePreferences()
  const lanes = elder ? [tiles] : [tiles.filter((_, at) => at % 2 === 0), tiles.filter((_, at) => at % 2 === 1)]
  return (
    <Box className="feed">
      {lanes.map((lane, side) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lanes stay
        <Box key={side} className="lane">
          {lane.map((tile, at) => (
            <ProductTile key={tile.listingId} tile={tile} tall={(at + side) % 2 === 1} {...(suggestedBy && { suggestedBy })} />
          ))}
        </Box>
      ))}
    </Box>
  )
}

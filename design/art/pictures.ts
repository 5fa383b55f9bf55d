import { beautyPictures } from './beauty.ts'
import { digitalPictures } from './digital.ts'
import { familyPictures } from './family.ts'
import { freshPictures } from './fresh.ts'
import { homePictures } from './home.ts'
import { markPictures } from './marks.ts'
import { pantryPictures } from './pantry.ts'
import type { Picture } from './pen.ts'
import { svgDocument } from './pen.ts'
import { peoplePictures } from './people.ts'
import { placePictures } from './places.ts'
import { shopPictures } from './shops.ts'

const pictures: ReadonlyMap<string, Picture> = new Map(
  Object.entries({
    ...freshPictures,
    ...homePictures,
    ...beautyPictures,
    ...digitalPictures,
    ...pantryPictures,
    ...familyPictures,
    ...placePictures,
    ...peoplePictures,
    ...shopPictures,
    ...markPictures,
  }),
)

/** Everything that can be drawn; `/pictures/<key>.svg` on the server. */
export const pictureKeys: readonly string[] = [...pictures.keys()]

/** The picture as an SVG document, the same text every time; undefined for a key that is not ours. */
export function drawPicture(key: string): string | undefined {
  const picture = pictures.get(key)
  return picture && svgDocument(key, picture)
}

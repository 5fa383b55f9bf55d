import { createHash } from 'node:crypto'
import { type PosterTemplate, posterSubjects } from '@lianka/contract/poster'
import { formatDay } from '@lianka/design/dates'
import QRCode from 'qrcode'
import { drawShareCode } from '#card/service'
import { pictureBytes } from '#file/service'
import type { Ctx } from '#platform/context'
import { Refusal } from '#platform/errors'
import { readShareCode } from '#referral/service'
import { compose } from './compose.ts'
import { draw } from './draw.ts'
import { height, picturesOf, width } from './elements.ts'
import { gatherFacts } from './facts.ts'
import { codeSide, type Frame, type PosterFacts } from './rules.ts'

/** Raised when a template changes, so that nothing drawn before is taken for it. */
const edition = 1

export type PosterRequest = { template: PosterTemplate; code: string; kind: 'link' | 'mini' }
/** A poster by what it shows: `tag` is the same exactly as long as all of that is. */
export type Poster = { tag: string; png: () => Promise<Uint8Array<ArrayBuffer>> }

/** Gathers what the poster shows now. Drawing is left to `png`, for whoever has this poster already needs none. */
export async function findPoster(ctx: Ctx, { template, code, kind }: PosterRequest): Promise<Poster> {
  const shared = await readShareCode(ctx, code)
  if (!(posterSubjects[template] as readonly string[]).includes(shared.kind)) throw new Refusal('poster.unsuitable')
  const facts = await gatherFacts(ctx, template, shared)
  const url = `${ctx.settings.publicUrl}${shared.path}`
  const day = formatDay(ctx.clock.now().toISOString(), 'zh')
  const sharer = { name: shared.sharer.nickname, portrait: shared.sharer.portrait }
  const tag = createHash('sha256')
    .update(JSON.stringify([edition, template, kind, url, day, sharer, facts]))
    .digest('base64url')
  return { tag, png: () => kept(tag, () => drawPoster(ctx, { template, code, kind }, { facts, url, day, sharer })) }
}

type Shown = { facts: PosterFacts; url: string; day: string; sharer: Frame['sharer'] }

async function drawPoster(ctx: Ctx, { template, code, kind }: PosterRequest, { facts, url, day, sharer }: Shown) {
  const { bytes, side } = kind === 'mini' ? await miniCode(ctx, code) : await qrCode(url)
  const key = `code:${code}`
  const tree = compose(template, facts, { code: { key, side, kind }, sharer, day })
  if (!tree) throw new Refusal('poster.unsuitable')
  const keys = [...new Set(picturesOf(tree).map((each) => each.key))].filter((each) => each !== key)
  const pictures = await Promise.all(keys.map(async (each) => [each, await pictureOf(ctx, each)] as const))
  return draw({ tree, width, height, pictures: { ...Object.fromEntries(pictures), [key]: bytes } })
}

const pictureOf = async (ctx: Ctx, path: string): Promise<Uint8Array> =>
  (await pictureBytes(ctx, path)) ?? ((await pictureBytes(ctx, '/pictures/brand.svg')) as Uint8Array)

async function miniCode(ctx: Ctx, code: string) {
  return { bytes: await drawShareCode(ctx, code, 'mini'), side: 250 }
}

/** Error correction M, a quiet zone of four modules, whole pixels a module. */
export async function qrCode(url: string) {
  const { scale, side } = codeSide(QRCode.create(url, { errorCorrectionLevel: 'M' }).modules.size)
  return { bytes: await QRCode.toBuffer(url, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale }), side }
}

/** The last posters by their tag; one that is being drawn is waited for and not drawn twice. */
const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
const keptMost = 64

function kept(tag: string, drawIt: () => Promise<Uint8Array<ArrayBuffer>>) {
  const known = drawn.get(tag)
  if (known !== undefined) return known
  const drawing = drawIt()
  if (drawn.size >= keptMost) drawn.delete(drawn.keys().next().value as string)
  drawn.set(tag, drawing)
  drawing.catch(() => drawn.delete(tag))
  return drawing
}

import { MiniProgramError } from '@lianka/wechat/mini-program-errors'
import QRCode from 'qrcode'
import type { Ctx } from '#platform/context'
import { Refusal } from '#platform/errors'
import { readShareCode } from '#referral/service'

const pixels = 480

/** A code's picture never changes and WeChat counts how often it draws one, so the last few are kept. */
const drawn = new Map<string, Uint8Array<ArrayBuffer>>()
const keptMost = 200

/** The picture of a shared link: a QR code for any camera, or WeChat's own round code for the mini-program. */
export async function drawShareCode(ctx: Ctx, code: string, kind: 'link' | 'mini'): Promise<Uint8Array<ArrayBuffer>> {
  const shared = await readShareCode(ctx, code)
  const url = `${ctx.settings.publicUrl}${shared.path}`
  const key = `${kind} ${url}`
  const kept = drawn.get(key)
  if (kept) return kept
  const picture = new Uint8Array(
    kind === 'mini'
      ? await drawMiniCode(ctx, code, shared.path)
      : await QRCode.toBuffer(url, { type: 'png', errorCorrectionLevel: 'M', margin: 2, width: pixels }),
  )
  if (drawn.size >= keptMost) drawn.delete(drawn.keys().next().value as string)
  drawn.set(key, picture)
  return picture
}

const drawMiniCode = (ctx: Ctx, code: string, path: string) =>
  ctx.outside.miniProgram
    .unlimitedCode({
      scene: `c=${code}`,
      page: path.slice(1).split('?')[0] as string,
      width: pixels,
      checkPath: ctx.settings.LIANKA_MODE === 'production',
    })
    .catch((error) => {
      if (error instanceof MiniProgramError) throw new Refusal('request.not_ready', `mini code ${error.errcode}`)
      throw error
    })

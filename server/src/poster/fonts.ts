import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import type { Font } from 'satori'

const folder = dirname(findPackageJSON('@expo-google-fonts/noto-sans-sc', import.meta.url) ?? '')
const fileOf = { 400: '400Regular/NotoSansSC_400Regular.ttf', 600: '600SemiBold/NotoSansSC_600SemiBold.ttf' } as const

/** For signs and labels inside drawn pictures. */
export const signFont = join(folder, fileOf[600])

/** One array for good: satori remembers what it read of a font by it. */
let fonts: Font[] | undefined
export function openFonts(): Font[] {
  fonts ??= ([400, 600] as const).map((weight) => ({
    name: 'Noto Sans SC',
    weight,
    style: 'normal',
    data: readFileSync(join(folder, fileOf[weight])),
  }))
  return fonts
}

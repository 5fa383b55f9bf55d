/** Where the handles stand, each 0 to 100: how much of the shorter side, and where in what is left. */
export type Crop = { picture: { width: number; height: number }; size: number; across: number; down: number }

/** The least part of the shorter side: less would be coarse. */
const least = 0.3

function measure({ picture: { width, height }, size, across, down }: Crop) {
  const side = Math.min(width, height) * (least + ((1 - least) * size) / 100)
  return { side, left: ((width - side) * across) / 100, top: ((height - side) * down) / 100 }
}

/** The square as the server takes it: in ten-thousandths. */
export function squareOf(crop: Crop): { left: number; top: number; side: number } {
  const { width, height } = crop.picture
  const { side, left, top } = measure(crop)
  const parts = (part: number, whole: number) => Math.round((part / whole) * 10_000)
  return { left: parts(left, width), top: parts(top, height), side: parts(side, Math.min(width, height)) }
}

/** How the picture lies behind a square window, in shares of the window. */
export function frameOf(crop: Crop): { width: string; height: string; left: string; top: string } {
  const { side, left, top } = measure(crop)
  const share = (part: number) => `${((part / side) * 100).toFixed(2)}%`
  return { width: share(crop.picture.width), height: share(crop.picture.height), left: share(-left), top: share(-top) }
}

export type ChosenPicture = { name: string; bytes: ArrayBuffer; width: number; height: number }

const longest = 1600

/** Lets the person choose a picture, made small enough to be sent; undefined when none was chosen or it is none. */
export async function choosePicture(): Promise<ChosenPicture | undefined> {
  const file = await chosenFile()
  if (!file) return undefined
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return undefined
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
  const canvas = Object.assign(document.createElement('canvas'), {
    width: Math.max(1, Math.round(bitmap.width * scale)),
    height: Math.max(1, Math.round(bitmap.height * scale)),
  })
  // Drawn anew, the picture leaves behind where and with what it was taken.
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82))
  const { width, height } = canvas
  return drawn ? { name: file.name.slice(-100) || 'picture.jpg', bytes: await drawn.arrayBuffer(), width, height } : undefined
}

const chosenFile = () =>
  new Promise<File | undefined>((resolve) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*' })
    input.addEventListener('change', () => resolve(input.files?.[0]))
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })

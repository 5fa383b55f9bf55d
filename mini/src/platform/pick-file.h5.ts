export type Picked = { name: string; bytes: ArrayBuffer }

/** Lets the person choose a picture or PDF; undefined when nothing was chosen. */
export function pickFile(): Promise<Picked | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/jpeg,image/png,image/webp,application/pdf'
    input.dataset.testid = 'file-input'
    input.hidden = true
    const end = (picked: Picked | undefined) => {
      input.remove()
      resolve(picked)
    }
    input.addEventListener('cancel', () => end(undefined))
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      if (!file) return end(undefined)
      file.arrayBuffer().then(
        (bytes) => end({ name: file.name, bytes }),
        () => end(undefined),
      )
    })
    document.body.append(input)
    input.click()
  })
}

export type PickedVideo = { name: string; bytes: ArrayBuffer }

/** Lets the person choose a film; undefined when none was chosen. */
export const pickVideo = () =>
  new Promise<PickedVideo | undefined>((resolve) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: 'video/mp4' })
    input.addEventListener('cancel', () => resolve(undefined))
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      if (!file) return resolve(undefined)
      file.arrayBuffer().then(
        (bytes) => resolve({ name: file.name.slice(-100), bytes }),
        () => resolve(undefined),
      )
    })
    input.click()
  })

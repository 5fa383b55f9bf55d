import { useRef } from 'react'

const newKey = () => {
  // `randomUUID` is missing where the console is opened over plain HTTP by a LAN address.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * One thing a person means to do once. A retry with the same content carries the same key, so the server does it once;
 * changed content, or the same again after it was done, is a new intention.
 */
export class Intention {
  #key = newKey()
  #content: string | undefined

  keyFor(body: unknown): string {
    const content = JSON.stringify(body)
    if (this.#content !== undefined && this.#content !== content) this.#key = newKey()
    this.#content = content
    return this.#key
  }

  fulfilled(): void {
    this.#key = newKey()
    this.#content = undefined
  }
}

export function useIntention(): Intention {
  const held = useRef<Intention | undefined>(undefined)
  held.current ??= new Intention()
  return held.current
}

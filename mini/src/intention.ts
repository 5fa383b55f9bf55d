import { useRef } from 'react'
import { randomName } from './random.ts'

/**
 * One thing a person means to do once. Pressing again after a timeout sends the same key, so the server does it once;
 * as soon as something about it is changed it is another intention with another key.
 */
export class Intention {
  #key = randomName()
  #content: string | undefined

  keyFor(body: unknown): string {
    const content = JSON.stringify(body)
    if (this.#content !== undefined && this.#content !== content) this.#key = randomName()
    this.#content = content
    return this.#key
  }

  /** It is done; the same press later is meant anew. */
  fulfilled(): void {
    this.#key = randomName()
    this.#content = undefined
  }
}

export function useIntention(): Intention {
  const held = useRef<Intention | undefined>(undefined)
  held.current ??= new Intention()
  return held.current
}

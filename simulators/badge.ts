import { html } from './page.ts'

/** The round signs of the pages on a person's phone. */

export const badge = (colour: string, path: string) =>
  html`<svg class="badge" viewBox="0 0 56 56" aria-hidden="true"><circle cx="28" cy="28" r="28" fill="${colour}"/>
<path d="${path}" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`
export const tick = 'M17 29l8 8 15-17'
export const cross = 'M20 20l16 16M36 20L20 36'
export const wallet = 'M16 21h24v16H16zM16 27h24M32 32h3'

import { origin } from '../origin.ts'

/** Where lines to the server begin, by the protocol of the page. */
export const lineOrigin = (): string => (origin || window.location.origin).replace(/^http/, 'ws')

import { origin } from '../origin.ts'

/** Where lines to the server begin; WeChat lets only named hosts through, the same as for requests. */
export const lineOrigin = (): string => origin.replace(/^http/, 'ws')

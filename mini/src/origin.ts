/** The server's origin: the page's own on H5, set at build time in the mini-program. */
export const origin = SERVER_ORIGIN

/** A picture's address from the path that the server gives, such as `/pictures/oranges.svg` or `/files/fil_…`. */
export function pictureUrl(path: string): string {
  return /^(https?:|data:)/.test(path) ? path : `${origin}${path}`
}

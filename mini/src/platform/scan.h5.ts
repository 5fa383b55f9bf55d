/** A browser does not scan; the digits are typed. */
export const scanCode: (() => Promise<string | undefined>) | undefined = undefined

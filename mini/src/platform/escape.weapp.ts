/** There is no keyboard to escape with. */
export function useEscape(_close: () => void): void {}

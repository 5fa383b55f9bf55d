/** There is no keyboard to keep. */
export function useDialog(_close: () => void): void {}

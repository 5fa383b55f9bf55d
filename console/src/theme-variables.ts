import { cssVariables } from '@lianka/design/tokens'

/** The tokens as custom properties for our own style sheet, which writes no raw value itself. */
export function applyTokens(): void {
  for (const [name, value] of Object.entries(cssVariables())) document.documentElement.style.setProperty(name, value)
}

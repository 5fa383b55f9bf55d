/**
 * Every raw value of the look, once. Clients turn these into CSS custom properties (`cssVariables`) and never
 * write a colour, a type size or a radius of their own.
 */
export const colours = {
  ink: '#1F2328',
  secondary: '#5B6169',
  line: '#E8E4DD',
  lineStrong: '#CFC9BF',
  controlEdge: '#8E877B',
  paper: '#FAF7F2',
  card: '#FFFFFF',
  /** Pictures, charts and borders; too light for text on white. */
  accent: '#E4572E',
  /** Text, prices and filled buttons. */
  accentText: '#C2410C',
  accentPressed: '#9A3412',
  accentWash: '#FDEEE8',
  jade: '#2E7D5B',
  jadeWash: '#E9F3EE',
  amber: '#B7791F',
  amberText: '#8F5E12',
  amberWash: '#FBF3E2',
  crimson: '#B42318',
  crimsonWash: '#FCEBE9',
  onFill: '#FFFFFF',
  scrim: 'rgba(31, 35, 40, 0.48)',
} as const
export type Colour = keyof typeof colours

/** Sizes in px, to be multiplied by `elder.typeFactor` in elder mode. */
export const type = {
  family: '"PingFang SC","HarmonyOS Sans SC","Noto Sans SC",system-ui,sans-serif',
  sizes: [12, 14, 16, 20, 24, 32],
  lineHeight: 1.6,
  headingLineHeight: 1.5,
  regular: 400,
  strong: 600,
} as const

export const space = [4, 8, 12, 16, 24, 32, 48] as const
export const radii = [8, 12, 16] as const
export const shadow = '0 1px 2px rgba(31,35,40,.05),0 6px 20px rgba(31,35,40,.06)'
export const motion = '160ms ease-out'

/** Smallest side of anything that can be pressed, in px. */
export const targets = { phone: 44, elder: 56, desk: 32 } as const
export const elder = { typeFactor: 1.35 } as const

/**
 * Text on ground, wherever both appear together; `tokens.test.ts` holds each to WCAG AA (4.5 : 1).
 * Add the pair here before using it.
 */
export const textPairs: readonly (readonly [text: Colour, ground: Colour])[] = [
  ['ink', 'card'],
  ['ink', 'paper'],
  ['secondary', 'card'],
  ['secondary', 'paper'],
  ['accentText', 'card'],
  ['accentText', 'paper'],
  ['accentText', 'accentWash'],
  ['ink', 'accentWash'],
  ['onFill', 'accentText'],
  ['onFill', 'accentPressed'],
  ['onFill', 'jade'],
  ['onFill', 'ink'],
  ['lineStrong', 'ink'],
  ['onFill', 'crimson'],
  ['jade', 'card'],
  ['jade', 'paper'],
  ['ink', 'jadeWash'],
  ['amberText', 'card'],
  ['amberText', 'paper'],
  ['amberText', 'amberWash'],
  ['ink', 'amberWash'],
  ['crimson', 'card'],
  ['crimson', 'paper'],
  ['crimson', 'crimsonWash'],
]

/** Edges of controls and marks that carry meaning without text: 3 : 1 is enough. */
export const markPairs: readonly (readonly [mark: Colour, ground: Colour])[] = [
  ['controlEdge', 'card'],
  ['controlEdge', 'paper'],
  ['accent', 'card'],
  ['amber', 'card'],
  ['jade', 'card'],
]

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The tokens as CSS custom properties, name → value. Elder mode overrides `--k`, `--target` and `--line-strong`. */
export function cssVariables(): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const [name, value] of Object.entries(colours)) variables[`--${kebab(name)}`] = value
  variables['--font'] = type.family
  variables['--k'] = '1'
  for (const size of type.sizes) variables[`--t${size}`] = `calc(${size}px * var(--k))`
  variables['--lh'] = String(type.lineHeight)
  variables['--lh-head'] = String(type.headingLineHeight)
  for (const step of space) variables[`--s${step}`] = `${step}px`
  for (const radius of radii) variables[`--r${radius}`] = `${radius}px`
  variables['--shadow'] = shadow
  variables['--motion'] = motion
  variables['--target'] = `${targets.phone}px`
  return variables
}

/** What elder mode changes, in the same form. The type sizes are repeated because `calc` is resolved where it is declared. */
export function elderVariables(): Record<string, string> {
  const variables: Record<string, string> = {
    '--k': String(elder.typeFactor),
    '--target': `${targets.elder}px`,
    '--line-strong': colours.secondary,
  }
  for (const size of type.sizes) variables[`--t${size}`] = `calc(${size}px * var(--k))`
  return variables
}

/** WCAG 2 relative luminance contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

import { cssVariables, elderVariables } from '../../design/tokens'
import { icons } from '../src/parts/icons'

const declarations = (variables: Record<string, string>) =>
  Object.entries(variables)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')

function mask(shape: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`
  return `url("data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}")`
}

/** The style sheet of everything that is defined in TypeScript: tokens for both modes, and the icons. */
export function printStyles(): string {
  const lines = [
    // `page` is the mini-program's body, `.screen` the root of every page: elder mode is a class on it.
    `:root,page{${declarations(cssVariables())};--hair:1px}`,
    `.elder{${declarations(elderVariables())}}`,
    '@media (min-resolution:2dppx){:root,page{--hair:.5px}}',
    '@media (prefers-reduced-motion:reduce){:root,page{--motion:0ms}}',
    ...Object.entries(icons).map(([name, shape]) => `.icon-${name}{--shape:${mask(shape)}}`),
  ]
  return `${lines.join('\n')}\n`
}

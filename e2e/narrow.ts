import { expect } from 'vitest'
import type { Visitor } from './visitor.ts'

/** The smallest phone that people still use. */
export const narrow = { width: 320, height: 640 }

/** Nothing reaches over the edge, but for rows that are made to be pushed sideways. */
export async function expectNoOverflow({ page }: Visitor, name: string): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const isPushed = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1
        ? !element.matches('html, body, #app, .taro_page')
        : isPushed(element.parentElement))
    return [...document.querySelectorAll('.taro_page *')]
      .filter((element) => element.getBoundingClientRect().width > 0 && element.getBoundingClientRect().right > innerWidth + 1)
      .filter((element) => !element.closest('svg') && !isPushed(element))
      .map((element) => `${element.className} “${element.textContent?.slice(0, 20)}”`)
  })
  expect(tooWide, `${name} is wider than the phone`).toEqual([])
}

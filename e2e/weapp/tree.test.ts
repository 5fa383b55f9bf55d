import { describe, expect, it } from 'vitest'
import { type Node, pathTo, pathToText, setPath, textOf } from './tree.ts'

const leaf = (v: string): Node => ({ v })
const page: Node = {
  cn: [
    { sid: 'a', cn: [leaf('立即购买')] },
    {
      sid: 'b',
      uid: 'sheet',
      cn: [
        { sid: 'c', cn: [leaf('寻乌脐橙 5 斤装')] },
        { sid: 'd', cn: [leaf('立即购买')] },
      ],
    },
  ],
}

describe('the tree that a mini-program page sends', () => {
  it('reads like the page', () => expect(textOf(page)).toBe('立即购买寻乌脐橙 5 斤装立即购买'))

  it('gives the topmost of two buttons with the same words', () => {
    expect(pathToText(page, '立即购买')?.map(({ sid }) => sid)).toEqual([undefined, 'b', 'd', undefined])
  })

  it('finds part of a text where nothing reads exactly so', () => {
    expect(pathToText(page, '脐橙')?.at(-2)?.sid).toBe('c')
  })

  it('finds an element by its id, or says that there is none', () => {
    expect(pathTo(page, ({ uid }) => uid === 'sheet')?.at(-1)?.sid).toBe('b')
    expect(pathTo(page, ({ uid }) => uid === 'cart')).toBeUndefined()
  })

  it('applies what the program sends piece by piece', () => {
    const data: Record<string, unknown> = { root: { cn: [] } }
    setPath(data, 'root.cn.[0]', { sid: 'a', cn: [{ v: '1' }] })
    setPath(data, 'root.cn.[0].cn.[0].v', '2')
    setPath(data, 'root.cn.[1].cn', [{ v: '件' }])
    expect(textOf(data.root as Node)).toBe('2件')
  })
})

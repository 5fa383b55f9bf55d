import { expect, test } from 'vitest'
import { sniff } from '../../src/file/rules.ts'
import { printReport } from './report-pdf.ts'

const report = printReport({ title: '检验报告 DEMO-ZJ-0381B', lines: ['样品：寻乌脐橙 5 斤装', '结论：47 项均未检出'] })
const text = report.toString('latin1')

test('a report is taken as a PDF by its bytes', () => {
  expect(sniff(report)).toBe('application/pdf')
})

test('each row of the cross-reference table points at its object', () => {
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1])
  const rows = text.slice(start).split('\n').slice(3, 10)
  expect(rows).toHaveLength(7)
  for (const [index, row] of rows.entries()) expect(text.slice(Number(row.slice(0, 10))).startsWith(`${index + 1} 0 obj`)).toBe(true)
})

test('the stream is as long as it says', () => {
  const length = Number(/\/Length (\d+)/.exec(text)?.[1])
  const from = text.indexOf('stream\n') + 'stream\n'.length
  expect(text.slice(from + length, from + length + 10)).toBe('\nendstream')
})

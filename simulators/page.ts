import { beijingWallTime } from '@lianka/wechat/time'
import type { FastifyRequest } from 'fastify'
import type { Simulation } from './simulation.ts'

/** Pages are plain HTML made on the server; forms work without scripts. */

export type Html = { readonly html: string }
type Part = string | number | Html | readonly Html[] | undefined | null | false

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

function render(part: Part): string {
  if (part === undefined || part === null || part === false) return ''
  if (Array.isArray(part)) return part.map(render).join('')
  return typeof part === 'object' && 'html' in part ? part.html : escapeText(String(part))
}

/** Whatever is put in is escaped unless it is `Html` itself. */
export const html = (texts: TemplateStringsArray, ...parts: Part[]): Html => ({ html: String.raw({ raw: texts }, ...parts.map(render)) })

/** Forms get a page back, programs get JSON. */
export const isForm = (request: FastifyRequest): boolean =>
  request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false

export const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** Only web addresses: `javascript:` must not come back through us. */
export const safeReturn = (text: string | undefined): string | undefined => (text && /^https?:\/\//.test(text) ? text : undefined)

/** 12月3日 14:05 in Beijing. */
export function shortTime(time: Date): string {
  const text = beijingWallTime(time)
  return `${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11, 16)}`
}

const places = [
  ['/', '总览'],
  ['/clock', '时钟'],
  ['/sms', '短信'],
  ['/kd100/', '快递'],
  ['/transfer', '转账'],
  ['/bills', '账单'],
  ['/faults', '故障'],
] as const

export type PageOptions = { title: string; path: string; refreshSeconds?: number }

const document = (title: string, head: Html, body: Html): string =>
  html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,">${head}</head>
${body}</html>`.html

export function page(sim: Simulation, options: PageOptions, content: Html): string {
  const refresh = options.refreshSeconds && html`<meta http-equiv="refresh" content="${options.refreshSeconds}">`
  const links = places.map(([path, name]) => html`<a href="${path}"${path === options.path && html` aria-current="page"`}>${name}</a>`)
  return document(
    `${options.title} · 链卡模拟台`,
    html`${refresh || undefined}`,
    html`<body><header class="bar"><div class="inner"><a class="brand" href="/">链卡模拟台</a>
<span class="now" data-testid="now">${shortTime(sim.clock.now())}</span></div>
<nav class="inner" aria-label="模拟器">${links}</nav></header>
<main class="inner"><h1>${options.title}</h1>${content}
<footer>仅供开发与演示：这里的钱、短信和包裹都不是真的。</footer></main></body>`,
  )
}

/** The cashier looks like one and has no menu. */
export const cashierDocument = (title: string, content: Html): string =>
  document(title, html``, html`<body class="cashier"><main>${content}</main></body>`)

import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Faults that can be switched on. They live in memory: a restart heals everything. */

export const faultTargets = ['wxapi', 'wxpay', 'kd100', 'sms', 'llm'] as const
export type FaultTarget = (typeof faultTargets)[number]

export type TargetFaults = {
  slowMs: number
  /** 0 to 1: the share of requests answered 500 before anything happens. */
  errorRate: number
  /** So many requests more are answered 500 before anything happens. */
  errorNext: number
  /** So many requests more are carried out but never answered: the case in which only a query tells. */
  timeoutNext: number
}

export type NoticeFaults = {
  /** So many notices more are sent twice. */
  duplicateNext: number
  /** So many new notices are kept back until a later one was delivered. */
  reorderNext: number
}

export type TransferFaults = {
  /** So many new transfers more end in FAIL once they are confirmed. */
  transferFailNext: number
  transferFailReason: string
  /** So many new transfers more stay in PROCESSING until they are released. */
  transferStuckNext: number
}

export type Faults = { targets: Record<FaultTarget, TargetFaults>; notices: NoticeFaults; transfers: TransferFaults }

const noTargetFaults = (): TargetFaults => ({ slowMs: 0, errorRate: 0, errorNext: 0, timeoutNext: 0 })

export const noFaults = (): Faults => ({
  targets: { wxapi: noTargetFaults(), wxpay: noTargetFaults(), kd100: noTargetFaults(), sms: noTargetFaults(), llm: noTargetFaults() },
  notices: { duplicateNext: 0, reorderNext: 0 },
  transfers: { transferFailNext: 0, transferFailReason: 'PAYEE_ACCOUNT_ABNORMAL', transferStuckNext: 0 },
})

export function resetFaults(faults: Faults): void {
  Object.assign(faults, noFaults())
}

/** True so many times as the count says. */
export function takeOne<Name extends string>(counts: { [key in Name]: number }, name: Name): boolean {
  const left: number = counts[name]
  if (left <= 0) return false
  Object.assign(counts, { [name]: left - 1 })
  return true
}

const neverAnsweredMs = 60_000

/** Puts a target's faults in front of all routes of a scope. Pages and `dev` routes of the same scope stay healthy. */
export function sufferFaults(scope: FastifyInstance, faults: Faults, target: FaultTarget, isHealthy: (path: string) => boolean): void {
  const silenced = new WeakSet<object>()

  scope.addHook('onRequest', async (request, reply) => {
    if (isHealthy(request.url)) return
    const own = faults.targets[target]
    if (own.slowMs > 0) await wait(own.slowMs)
    if (takeOne(own, 'errorNext') || Math.random() < own.errorRate) {
      return reply.code(500).send({ code: 'SYSTEM_ERROR', message: '系统错误（模拟故障）' })
    }
    if (takeOne(own, 'timeoutNext')) silenced.add(request)
  })

  scope.addHook('onSend', async (request, _reply, payload) => {
    if (silenced.has(request)) {
      const left = new AbortController()
      request.raw.socket.once('close', () => left.abort())
      await wait(neverAnsweredMs, undefined, { signal: left.signal }).catch(() => undefined)
    }
    return payload
  })
}

import { Worker } from 'node:worker_threads'
import type { examinations } from './examiner.ts'

type Examinations = typeof examinations
type Found<K extends keyof Examinations> = Awaited<ReturnType<Examinations[K]>>

const patienceMs = 15_000
const idleMs = 20_000
const memoryMb = 384

let worker: Worker | undefined
let idle: NodeJS.Timeout | undefined
let line: Promise<unknown> = Promise.resolve()

/**
 * Takes a file apart in a thread with little memory and time, one file after another. Answers `undefined` when the file used up either:
 * such a file is not what it should be.
 */
export function examine<K extends keyof Examinations>(kind: K, bytes: Buffer): Promise<Found<K> | undefined> {
  const turn = line.then(() => ask(kind, bytes))
  line = turn.catch(() => undefined)
  return turn
}

function ask<K extends keyof Examinations>(kind: K, bytes: Buffer): Promise<Found<K> | undefined> {
  clearTimeout(idle)
  worker ??= new Worker(new URL('./examiner.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
  const asked = worker
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer)
      asked.off('error', giveUp).off('exit', giveUp).off('message', take)
    }
    const giveUp = () => {
      leave()
      worker = undefined
      // What it still has to say is not heard.
      asked.on('error', () => undefined)
      void asked.terminate()
      resolve(undefined)
    }
    const take = ({ found, failed }: { found?: Found<K>; failed?: string }) => {
      leave()
      rest(asked)
      if (failed) reject(new Error(failed))
      else resolve(found as Found<K>)
    }
    const timer = setTimeout(giveUp, patienceMs)
    asked.on('error', giveUp).on('exit', giveUp).on('message', take)
    asked.ref()
    asked.postMessage({ kind, bytes })
  })
}

/** Nobody waits for a thread that has nothing to do, and after a while it ends. */
function rest(asked: Worker) {
  asked.unref()
  idle = setTimeout(() => {
    worker = undefined
    void asked.terminate()
  }, idleMs).unref()
}

import { type ChildProcess, fork } from 'node:child_process'
import { Refusal } from '#platform/errors'
import type { Answer, Order } from './drawer.ts'

const patienceMs = 20_000
const idleMs = 60_000
const memoryMb = 384
/** Whoever comes later than this is asked to come again: at a fifth of a second each they would wait too long. */
const waitingMost = 24

let drawer: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
let line: Promise<unknown> = Promise.resolve()
let waiting = 0
let orders = 0

/** The process that draws, where there is one now; for those who watch over it. */
export const drawerPid = () => drawer?.pid

/** Draws one poster after another in a process of its own. When that ends on the way, another is asked once. */
export async function draw(order: Order): Promise<Uint8Array<ArrayBuffer>> {
  if (waiting >= waitingMost) throw new Refusal('poster.busy')
  waiting += 1
  const turn = line.then(async () => (await ask(order)) ?? (await ask(order)))
  line = turn.catch(() => undefined)
  try {
    const png = await turn
    if (!png) throw new Refusal('poster.busy', 'the drawer ended twice')
    return new Uint8Array(png)
  } finally {
    waiting -= 1
  }
}

/** Undefined when the process ended before it answered, or had to be ended because it took too long. */
function ask(order: Order): Promise<Uint8Array | undefined> {
  clearTimeout(idle)
  const asked = awake()
  orders += 1
  const id = orders
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer)
      asked.off('exit', giveUp).off('error', giveUp).off('message', take)
    }
    const giveUp = () => {
      leave()
      if (drawer === asked) drawer = undefined
      asked.kill('SIGKILL')
      resolve(undefined)
    }
    const take = (answer: Answer) => {
      if (answer.id !== id) return
      leave()
      rest(asked)
      if ('failed' in answer) reject(new Error(`A poster could not be drawn: ${answer.failed}`))
      else resolve(answer.png)
    }
    const timer = setTimeout(giveUp, patienceMs)
    asked.on('exit', giveUp).on('error', giveUp).on('message', take)
    asked.ref()
    asked.channel?.ref()
    asked.send({ id, order }, (error) => error && giveUp())
  })
}

function awake(): ChildProcess {
  if (drawer?.connected) return drawer
  const made = fork(new URL('./drawer.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memoryMb}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  // A process that dies while nobody waits for it is forgotten.
  made.on('error', () => undefined)
  made.on('exit', () => {
    if (drawer === made) drawer = undefined
  })
  drawer = made
  return made
}

/** Nobody waits for a process that has nothing to do, and after a while it ends. */
function rest(asked: ChildProcess) {
  asked.unref()
  asked.channel?.unref()
  idle = setTimeout(() => asked.disconnect(), idleMs).unref()
}

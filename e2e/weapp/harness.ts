import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { type Node, pathTo, pathToText, setPath, textOf } from './tree.ts'
import { type Clipboard, type Launch, makeWx, type Outside, Traffic } from './wx.ts'

/**
 * Boots the built mini-program in a Node `vm` as WeChat's logic layer would, and lets a test press, type and read.
 * It is the bundle that would be uploaded: what breaks here breaks on phones.
 */
export type MiniProgramOptions = {
  /** Folder of the built bundle, `mini/dist/weapp`. */
  dist: string
  server: string
  simulator: string
  /** The WeChat account that holds the phone; the same user is the same person. */
  user: string
  /** What the phone remembers; hand over the same map to open the program again on the same phone. */
  storage?: Map<string, unknown>
  atCashier?: () => 'pay' | 'cancel' | 'fail'
  /** Parameters of the opening, such as `{ scene: 'c%3DWf7Kq2' }` from a scanned code. */
  query?: Record<string, string>
}

type Handlers = Record<string, ((...given: unknown[]) => unknown) | undefined>
type Definition = Handlers & { data?: object; methods?: Handlers; lifetimes?: Handlers }
type Instance = {
  data: Record<string, unknown> & { root?: Node }
  route: string
  options: Record<string, string>
  definition: Definition
  /** Bytes sent from logic to view so far. */
  bytes: number
  [name: string]: unknown
}

const restMs = 80

export async function openMiniProgram(options: MiniProgramOptions): Promise<MiniProgram> {
  const program = new MiniProgram(options)
  await program.settle()
  return program
}

export class MiniProgram {
  readonly clipboard: Clipboard = { text: '' }
  readonly storage: Map<string, unknown>
  /** What the program wrote to the console as errors or warnings. */
  readonly complaints: string[] = []
  readonly #dist: string
  readonly #traffic = new Traffic()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #definitions = new Map<string, Definition>()
  readonly #modules = new Map<string, { exports: unknown }>()
  readonly #tabs: string[]
  readonly #living = new Map<string, Instance>()
  readonly #context: vm.Context
  #stack: Instance[] = []
  #app: Handlers = {}
  #loading = ''

  constructor(options: MiniProgramOptions) {
    this.#dist = path.resolve(options.dist)
    this.storage = options.storage ?? new Map()
    const config = JSON.parse(this.#read('app.json')) as { pages: string[]; tabBar?: { list: { pagePath: string }[] } }
    this.#tabs = config.tabBar?.list.map(({ pagePath }) => pagePath) ?? []
    const outside: Outside = {
      server: options.server,
      simulator: options.simulator,
      user: options.user,
      atCashier: options.atCashier ?? (() => 'pay'),
    }
    const launch: Launch = { path: config.pages[0] ?? '', query: options.query ?? {}, scene: 1001 }
    const wx = { ...makeWx(outside, this.#traffic, this.storage, this.clipboard, launch), ...this.#navigation() }
    this.#context = vm.createContext(this.#globals(wx))
    this.#require(path.join(this.#dist, 'app.js'))
    this.#app.onLaunch?.call(this.#app, launch)
    this.#app.onShow?.call(this.#app, launch)
    this.#push(launch.path, launch.query)
  }

  /** Everything the page says. */
  get text(): string {
    return textOf(this.view)
  }

  /** `pages/cart/index`. */
  get route(): string {
    return this.#page.route
  }

  /** The page's node tree as it was sent to the view. */
  get view(): Node {
    return this.#page.data.root ?? {}
  }

  get query(): Record<string, string> {
    return this.#page.options
  }

  get bytesToView(): number {
    return this.#page.bytes
  }

  /** Opens a page by its address, as a link in a chat or a scanned code would. */
  async open(address: string): Promise<void> {
    const { route, query } = split(address)
    // An opening from outside tells the app too: that is where a share code is noticed.
    this.#app.onShow?.call(this.#app, { path: route, query, scene: 1007 })
    if (this.#tabs.includes(route)) this.#switchTo(route)
    else this.#push(route, query)
    await this.settle()
  }

  async back(): Promise<void> {
    this.#pop(1)
    await this.settle()
  }

  has(testId: string): boolean {
    return pathTo(this.view, byId(testId)) !== undefined
  }

  /** The text of the element with this id. */
  textOf(testId: string): string {
    return textOf(this.#find(testId).at(-1) ?? {})
  }

  /** Presses the element with this id, or else the innermost with these words; what is pressed bubbles as in WeChat. */
  async tap(target: string): Promise<void> {
    await this.#fire(this.#find(target), 'tap', {})
  }

  async input(testId: string, value: string): Promise<void> {
    await this.#fire(this.#find(testId).slice(-1), 'input', { value, cursor: value.length })
  }

  /** Waits until the page says so, or fails with what it says instead. */
  async waitFor(words: string | RegExp, timeoutMs = 10_000): Promise<void> {
    const until = Date.now() + timeoutMs
    while (!(typeof words === 'string' ? this.text.includes(words) : words.test(this.text))) {
      if (Date.now() > until) throw new Error(`${this.route} does not say ${String(words)}; it says: ${this.text.slice(0, 600)}`)
      await pause(50)
    }
    await this.settle()
  }

  /** Waits until nothing is on its way and the view has not changed for a moment. */
  async settle(timeoutMs = 10_000): Promise<void> {
    const until = Date.now() + timeoutMs
    do await pause(20)
    while (this.#traffic.restsSince() < restMs && Date.now() < until)
  }

  /** What WeChat's share sheet would send from this page; the message may be made while the sheet opens. */
  async share(): Promise<{ title: string; path: string }> {
    const page = this.#page
    const handler = page.definition.onShareAppMessage ?? page.definition.methods?.onShareAppMessage
    if (!handler) throw new Error(`${page.route} offers nothing to share`)
    type Message = { title: string; path: string; promise?: Promise<Message> }
    const message = handler.call(page, { from: 'button' }) as Message
    const { title, path: address } = (await message.promise) ?? message
    return { title, path: address }
  }

  /** Puts the program into the background, as the home button would. */
  hide(): void {
    this.#call(this.#page, 'onHide')
    this.#app.onHide?.call(this.#app)
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  get #page(): Instance {
    const top = this.#stack.at(-1)
    if (!top) throw new Error('no page is open')
    return top
  }

  #find(target: string): Node[] {
    const found = pathTo(this.view, byId(target)) ?? pathToText(this.view, target)
    if (!found) throw new Error(`${this.route} has no “${target}”; it says: ${this.text.slice(0, 600)}`)
    return found
  }

  async #fire(way: Node[], type: string, detail: object): Promise<void> {
    const page = this.#page
    const target = way.at(-1)
    const describe = (node: Node | undefined) => ({ id: node?.uid ?? node?.sid ?? '', dataset: { sid: node?.sid ?? '' } })
    for (const node of [...way].reverse()) {
      // Pieces of text have numbers too, but WeChat presses what holds them.
      if (node.v !== undefined || (!node.sid && !node.uid)) continue
      const event = {
        type,
        timeStamp: Date.now(),
        target: describe(target),
        currentTarget: describe(node),
        detail,
        touches: [],
        changedTouches: [],
      }
      const handle = page.definition.eh ?? page.definition.methods?.eh
      handle?.call(page, event)
    }
    this.#traffic.touch()
    await this.settle()
  }

  #navigation() {
    type Move = { url?: string; delta?: number; success?: (reply: object) => void; complete?: (reply: object) => void }
    const move =
      (name: string, work: (given: Move) => void) =>
      (given: Move = {}) => {
        work(given)
        const reply = { errMsg: `${name}:ok` }
        given.success?.(reply)
        given.complete?.(reply)
      }
    const to = (given: Move) => split(given.url ?? '')
    return {
      navigateTo: move('navigateTo', (given) => this.#push(to(given).route, to(given).query)),
      redirectTo: move('redirectTo', (given) => {
        this.#drop()
        this.#push(to(given).route, to(given).query)
      }),
      navigateBack: move('navigateBack', ({ delta = 1 }) => this.#pop(delta)),
      switchTab: move('switchTab', (given) => this.#switchTo(to(given).route)),
      reLaunch: move('reLaunch', (given) => {
        while (this.#stack.length > 0) this.#drop()
        this.#push(to(given).route, to(given).query)
      }),
    }
  }

  #push(route: string, query: Record<string, string>): void {
    const below = this.#stack.at(-1)
    if (below) this.#call(below, 'onHide')
    const page = (this.#tabs.includes(route) && this.#living.get(route)) || this.#create(route, query)
    this.#stack.push(page)
    this.#call(page, 'onShow')
    this.#call(page, 'onReady')
  }

  #create(route: string, query: Record<string, string>): Instance {
    this.#loading = route
    this.#require(path.join(this.#dist, `${route}.js`))
    const definition = this.#definitions.get(route)
    if (!definition) throw new Error(`there is no page ${route}`)
    const page = this.#instance(definition, route, query)
    if (this.#tabs.includes(route)) this.#living.set(route, page)
    this.#call(page, 'onLoad', query)
    return page
  }

  #drop(): void {
    const page = this.#stack.pop()
    if (page && !this.#tabs.includes(page.route)) this.#call(page, 'onUnload')
  }

  #pop(delta: number): void {
    for (let at = 0; at < delta && this.#stack.length > 1; at++) this.#drop()
    this.#call(this.#page, 'onShow')
  }

  #switchTo(route: string): void {
    while (this.#stack.length > 1) this.#drop()
    const below = this.#stack.pop()
    if (below && this.#tabs.includes(below.route)) this.#call(below, 'onHide')
    else if (below) this.#call(below, 'onUnload')
    this.#push(route, {})
  }

  #call(page: Instance, name: string, ...given: unknown[]): void {
    const { definition } = page
    const handler = definition.lifetimes?.[name] ?? definition.methods?.[name] ?? definition[name]
    handler?.call(page, ...given)
    this.#traffic.touch()
  }

  #instance(definition: Definition, route: string, options: Record<string, string>): Instance {
    const page: Instance = {
      ...definition.methods,
      ...definition,
      data: copy(definition.data ?? {}) as Instance['data'],
      route,
      __route__: route,
      options,
      definition,
      bytes: 0,
    }
    page.setData = (changes: Record<string, unknown>, done?: () => void) => {
      page.bytes += JSON.stringify(changes).length
      for (const [key, value] of Object.entries(changes)) setPath(page.data, key, copy(value))
      this.#traffic.touch()
      setImmediate(() => done?.())
    }
    page.selectComponent = () => null
    page.getOpenerEventChannel = () => ({ on() {}, emit() {} })
    return page
  }

  /** Only what WeChat's JavaScript has: no fetch, no URL, no DOM. */
  #globals(wx: object): Record<string, unknown> {
    const remember = (timer: NodeJS.Timeout) => {
      this.#timers.add(timer)
      return timer
    }
    const complain = (...said: unknown[]) => void this.complaints.push(said.map(String).join(' '))
    const globals: Record<string, unknown> = {
      wx,
      console: { log() {}, info() {}, debug() {}, warn: complain, error: complain },
      setTimeout: (work: () => void, ms?: number) => remember(setTimeout(work, ms)),
      setInterval: (work: () => void, ms?: number) => remember(setInterval(work, ms)),
      clearTimeout,
      clearInterval,
      App: (app: Handlers) => {
        this.#app = app
      },
      Page: (page: Definition) => void this.#definitions.set(this.#loading, page),
      Component: (component: Definition) => void this.#definitions.set(this.#loading, component),
      Behavior: (behaviour: object) => behaviour,
      getApp: () => this.#app,
      getCurrentPages: () => [...this.#stack],
      __wxConfig: {},
    }
    globals.global = globals
    return globals
  }

  #read(file: string): string {
    const full = path.join(this.#dist, file)
    if (!existsSync(full)) throw new Error(`${full} is missing; build the mini-program first (npm run build:weapp in mini/)`)
    return readFileSync(full, 'utf8')
  }

  #require(file: string): unknown {
    const known = this.#modules.get(file)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    this.#modules.set(file, module)
    const wrapped = vm.runInContext(`(function(module,exports,require){${readFileSync(file, 'utf8')}\n})`, this.#context, {
      filename: file,
    }) as (...given: unknown[]) => void
    wrapped(module, module.exports, (name: string) =>
      this.#require(path.resolve(path.dirname(file), name.endsWith('.js') ? name : `${name}.js`)),
    )
    return module.exports
  }
}

const byId = (testId: string) => (node: Node) => node.uid === testId
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

/** WeChat hands parameters over as they stand in the address, not decoded. */
function split(address: string): { route: string; query: Record<string, string> } {
  const [route = '', search = ''] = address.replace(/^\//, '').split('?')
  const pairs = search
    .split('&')
    .filter(Boolean)
    .map((pair) => pair.split('='))
  return { route, query: Object.fromEntries(pairs.map(([key, ...rest]) => [key, rest.join('=')])) }
}

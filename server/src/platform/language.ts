import type { LanguageModel } from 'ai'
import { sql } from 'kysely'
import type { Db } from './db.ts'
import { languageHosts, type Settings } from './settings.ts'

/** What a model is asked: `instructions` are ours, `evidence` is data and never an order. */
export type Writing = { instructions: string; evidence: string; outputTokensMost: number }

export type LanguageFailureReason = 'budget' | 'timeout' | 'failed'

/** A model that did not write, and why; `cause` is the provider's error. */
export class LanguageFailure extends Error {
  override name = 'LanguageFailure'
  because: LanguageFailureReason
  constructor(because: LanguageFailureReason, cause?: unknown) {
    super(`The language model did not write: ${because}`, { cause })
    this.because = because
  }
}

/** A language model outside this house. What it writes is nobody's word yet: whoever asks judges each sentence against what is known. */
export type Language = {
  /** The model's name, shown beside what it wrote. */
  model: string
  /** Writes line by line, as it comes, without holding a connection. Throws `LanguageFailure`. */
  write(db: Db, day: string, asked: Writing): AsyncGenerator<string>
}

type Model = Exclude<LanguageModel, string>
export type LanguageLimits = { timeoutMs: number; dayTokens: number }

/** Takes tokens from the day's budget; false when so many are not left. */
async function reserve(db: Db, day: string, tokens: number, most: number): Promise<boolean> {
  if (tokens > most) return false
  const { rows } = await sql`
    insert into language_usage as u (day, tokens) values (${day}, ${tokens})
    on conflict (day) do update set tokens = u.tokens + excluded.tokens where u.tokens + excluded.tokens <= ${most} returning tokens`.execute(
    db,
  )
  return rows.length > 0
}

const giveBack = (db: Db, day: string, tokens: number) =>
  sql`update language_usage set tokens = greatest(0, tokens - ${tokens}) where day = ${day}`.execute(db)

/** Lines of text that comes in pieces, without what lists put before them; a line that is not ended was cut off and is none. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  const clean = (line: string) => line.replace(/^\s*(?:[-*•·]|\d+[.、)）])\s*/, '').trim()
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.map(clean)) if (line) yield line
  }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (/timeout|abort/i.test(error.name) || /timed? ?out/i.test(error.message) || isTimeout(error.cause))

/**
 * A model behind the port. The budget is taken before it is asked, generously (a Chinese character is at most about a token), and what was not
 * used is given back when the provider says so; a call that was cut off keeps it.
 */
export function languageOf(open: () => Promise<Model>, name: string, { timeoutMs, dayTokens }: LanguageLimits): Language {
  return {
    model: name,
    write: (db, day, asked) => linesOf(piecesOf(db, day, asked)),
  }

  async function* piecesOf(db: Db, day: string, { instructions, evidence, outputTokensMost }: Writing): AsyncGenerator<string> {
    const taken = instructions.length + evidence.length + outputTokensMost
    if (!(await reserve(db, day, taken, dayTokens))) throw new LanguageFailure('budget')
    // The libraries are large and most houses have no model: they are loaded when one is asked.
    const [{ streamText }, model] = await Promise.all([import('ai'), open()])
    const { stream } = streamText({
      model,
      instructions,
      prompt: evidence,
      maxOutputTokens: outputTokensMost,
      temperature: 0,
      maxRetries: 1,
      timeout: { totalMs: timeoutMs, firstChunkMs: Math.ceil(timeoutMs / 2) },
      // Failures come as parts of the stream, below.
      onError: () => undefined,
    })
    try {
      for await (const part of stream) {
        if (part.type === 'text-delta') yield part.text
        else if (part.type === 'abort') throw new LanguageFailure('timeout')
        else if (part.type === 'error') throw part.error
        else if (part.type === 'finish') {
          const { totalTokens } = part.totalUsage
          if (totalTokens !== undefined) await giveBack(db, day, Math.max(0, taken - totalTokens))
          // Said to its end, also without a line break behind it; at its limit of tokens it stops in the middle of a sentence.
          if (part.finishReason === 'stop') yield '\n'
        }
      }
    } catch (error) {
      throw error instanceof LanguageFailure ? error : new LanguageFailure(isTimeout(error) ? 'timeout' : 'failed', error)
    }
  }
}

/** Reaches the hosts that are named and no other, also not by being sent on. */
export const fetchOnly =
  (hosts: readonly string[], fetchIt: typeof fetch = fetch): typeof fetch =>
  (input, init) => {
    const { host } = new URL(input instanceof Request ? input.url : input)
    if (!hosts.includes(host)) return Promise.reject(new Error(`${host} is not among the hosts that may be reached`))
    return fetchIt(input, { ...init, redirect: 'error' })
  }

/** The model that the settings name, at any endpoint that speaks the OpenAI protocol; null without one. */
export function openLanguage(settings: Settings): Language | null {
  const { LIANKA_LANGUAGE_URL: baseURL, LIANKA_LANGUAGE_KEY: apiKey, LIANKA_LANGUAGE_MODEL: name } = settings
  if (!baseURL || !apiKey || !name) return null
  const fetch = fetchOnly(languageHosts(settings))
  const open = async () => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
    return createOpenAICompatible({ name: 'language', baseURL, apiKey, includeUsage: true, fetch }).chatModel(name)
  }
  const limits = { timeoutMs: settings.LIANKA_LANGUAGE_TIMEOUT_SECONDS * 1000, dayTokens: settings.LIANKA_LANGUAGE_DAY_TOKENS }
  return languageOf(open, name, limits)
}

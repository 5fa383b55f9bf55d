import type { FastifyInstance } from 'fastify'
import { sufferFaults } from './faults.ts'
import type { Simulation } from './simulation.ts'

/**
 * `/llm`: a language model that speaks the OpenAI protocol. It repeats what it is given, sentence by sentence; asked for as `liar` it makes
 * things up in between, as models do.
 */

type Message = { role: string; content: string | { type: string; text?: string }[] }
type Question = { model?: string; stream?: boolean; messages?: Message[] }

const lies = [
  '已获得 ISO9001 认证，合格率 99.9%。',
  '全网销量第一，专家推荐。',
  '买家说“用了三天皱纹就没了”。',
  '富含 12 种活性肽，连用 28 天见效。',
]

const textOf = ({ content }: Message) => (typeof content === 'string' ? content : content.map(({ text = '' }) => text).join(''))

/** The texts among what it was given, whatever the shape. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

function answerTo({ model = '', messages = [] }: Question): string[] {
  const asked = messages.filter(({ role }) => role === 'user').map(textOf)
  const texts = asked.flatMap((text) => {
    try {
      return textsIn(JSON.parse(text))
    } catch {
      return [text]
    }
  })
  const sentences = texts.flatMap((text) => text.match(/[^。！？；\n]+[。！？；]?/g) ?? []).filter((each) => each.trim().length >= 8)
  const honest = sentences.slice(0, 8)
  return model === 'liar' ? lies.flatMap((lie, at) => [...honest.slice(at, at + 1), lie]) : honest
}

const tokensOf = (text: string) => Math.ceil(text.length * 0.7)

export function languageRoutes(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    sufferFaults(scope, sim.faults, 'llm', () => false)
    scope.post<{ Body: Question }>('/v1/chat/completions', async (request, reply) => {
      if (!/^Bearer \S+/.test(request.headers.authorization ?? ''))
        return reply.code(401).send({ error: { message: '密钥不对', type: 'invalid_request_error', code: 'invalid_api_key' } })
      const question = request.body
      if (!Array.isArray(question?.messages))
        return reply.code(400).send({ error: { message: '没有 messages', type: 'invalid_request_error', code: 'bad_request' } })
      const text = answerTo(question).join('\n')
      const asked = tokensOf(question.messages.map(textOf).join(''))
      const usage = { prompt_tokens: asked, completion_tokens: tokensOf(text), total_tokens: asked + tokensOf(text) }
      const base = { id: 'chatcmpl-sim', created: Math.floor(sim.clock.now().getTime() / 1000), model: question.model }
      if (!question.stream)
        return {
          ...base,
          object: 'chat.completion',
          choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
          usage,
        }
      const chunk = (part: object) => `data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', ...part })}\n\n`
      const pieces = text.match(/[\s\S]{1,7}/g) ?? []
      const events = [
        ...pieces.map((content) => chunk({ choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }] })),
        chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
        chunk({ choices: [], usage }),
        'data: [DONE]\n\n',
      ]
      return reply.type('text/event-stream').send(events.join(''))
    })
  }
}

import { RefusalReply } from '@lianka/contract/refusal'
import type { Contract, Route } from '@lianka/contract/route'
import { z } from 'zod'

const schemaOf = (schema: z.core.$ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })

const parametersOf = (schema: z.core.$ZodType | undefined, place: 'path' | 'query') => {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, object>; required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', pattern: '^[0-9A-Za-z_-]{8,64}$' },
  description: 'The same key with the same request gives the same reply',
}

/** Routes stand together by what they are about: `orders`, `my shares`, `console products`. */
const tagOf = (path: string) => {
  const [first = '', second = ''] = path.split('/').slice(1)
  return first === 'console' || first === 'my' ? `${first} ${second}` : first
}

function operationOf(path: string, route: Route) {
  return {
    summary: route.summary,
    description: `Who: ${route.who.join(', ')}.${route.idempotence ? ` Idempotent by ${route.idempotence === 'key' ? 'Idempotency-Key' : 'its natural fact'}.` : ''}`,
    tags: [tagOf(path)],
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.idempotence === 'key' ? [keyHeader] : []),
    ],
    ...(route.bytes && {
      requestBody: {
        required: true,
        description: `At most ${route.bytes.max} bytes`,
        content: Object.fromEntries(route.bytes.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
      },
    }),
    ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } },
      default: {
        description: 'Refused: a code, and what to do next in both languages',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    },
    security: route.who.includes('visitor') ? [{}] : [{ bearer: [] }, { cookie: [] }],
  }
}

/** The contract as OpenAPI 3.1. */
export function openApi(contract: Contract, publicUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [key, route] of Object.entries(contract) as [string, Route][]) {
    const [method, path] = key.split(' ') as [string, string]
    const templated = path.replace(/:(\w+)/g, '{$1}')
    paths[templated] = { ...paths[templated], [method.toLowerCase()]: operationOf(path, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lianka 链卡',
      version: '0.1.0',
      description: 'Amounts are integer fen, rates basis points, times ISO 8601 in UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${publicUrl}/api` }],
    paths,
    components: {
      schemas: { Refusal: schemaOf(RefusalReply, 'output') },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, cookie: { type: 'apiKey', in: 'cookie', name: 'lianka_staff' } },
    },
  }
}

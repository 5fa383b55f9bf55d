import { type Logger, pino } from 'pino'

export type Log = Logger

/** Personal data and secrets never reach the log, wherever they stand in an object. */
const secretNames = [
  'authorization',
  'cookie',
  'password',
  'code',
  'phone',
  'openid',
  'token',
  'accessToken',
  'refreshToken',
  'detail',
  'address',
  'name',
  'secret',
  'privateKey',
  'session_key',
  'payer',
  'body',
  'parameters',
]

export const openLog = (level: string): Log =>
  pino({
    level,
    base: null,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    serializers: {
      err: (error: Error & { code?: string; constraint?: string }) => ({
        type: error.name,
        message: error.message,
        code: error.code,
        constraint: error.constraint,
        stack: error.stack,
      }),
    },
  })

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from './errors.ts'

/** How long one file may be on its way. */
const patienceMs = 120_000
/** What is still read of a file that is refused, so that its sender hears why before the line is cut. */
const lingerBytes = 262_144
const lingerMs = 1_000

/** Lets requests of any type through unread: who may send is decided before the first byte is taken. */
export function takeBytes(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
  app.addHook('onSend', (request, _reply, _payload, done) => {
    if (!request.raw.readableEnded) linger(request.raw)
    done()
  })
}

/** Reads a little more and then nothing, and cuts the line: a sender of gigabytes is not listened to. */
function linger(raw: FastifyRequest['raw']) {
  let seen = 0
  raw.on('data', (chunk: Buffer) => {
    seen += chunk.length
    if (seen > lingerBytes) raw.pause()
  })
  raw.on('error', () => undefined)
  const cut = setTimeout(() => raw.readableEnded || raw.socket?.destroy(), lingerMs)
  cut.unref()
  raw.once('end', () => clearTimeout(cut))
}

/** The file of a request, of at most so many bytes; more is refused while it arrives, or before when its length says so. */
export function readUpload({ raw, headers }: FastifyRequest, max: number): Promise<Buffer> {
  if (Number(headers['content-length'] ?? 0) > max) return Promise.reject(new Refusal('file.too_large'))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const stop = (code: 'file.too_large' | 'file.cut_short') => {
      leave()
      raw.pause()
      reject(new Refusal(code))
    }
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size > max) stop('file.too_large')
      else chunks.push(chunk)
    }
    const end = () => {
      leave()
      resolve(Buffer.concat(chunks))
    }
    const fail = () => stop('file.cut_short')
    const timer = setTimeout(fail, patienceMs)
    const leave = () => {
      clearTimeout(timer)
      raw.off('data', take).off('end', end).off('error', fail).off('close', fail)
    }
    raw.on('data', take).on('end', end).on('error', fail).on('close', fail)
  })
}

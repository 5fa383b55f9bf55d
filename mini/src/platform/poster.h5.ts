import type { RefusalReply } from '../../../contract/refusal.ts'
import { Refused, Unreachable } from '../refused.ts'

/** A drawn picture on this device, or why there is none. */
export async function fetchPoster(url: string): Promise<string> {
  const reply = await fetch(url).catch(() => {
    throw new Unreachable()
  })
  if (!reply.ok) throw new Refused(reply.status, (await reply.json()) as RefusalReply)
  return URL.createObjectURL(await reply.blob())
}

/** Puts it among the person's downloads. */
export async function savePoster(source: string, name: string): Promise<boolean> {
  const link = document.createElement('a')
  link.href = source
  link.download = name
  link.click()
  return true
}

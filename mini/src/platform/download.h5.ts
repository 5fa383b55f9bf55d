import { Unreachable } from '../refused.ts'

/** What a table can be kept as on this device. */
export const tableFormats = ['xlsx', 'csv'] as const

/** Keeps a file of one's own, such as a statement; `header` says who asks. Answers the server's status. */
export async function download(url: string, header: Record<string, string>, name: string): Promise<number> {
  const reply = await fetch(url, { headers: header }).catch(() => {
    throw new Unreachable()
  })
  if (!reply.ok) return reply.status
  const address = URL.createObjectURL(await reply.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads the bytes only after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return reply.status
}

import { addressOf, keepFile } from '../api.ts'

export type Contact = {
  memberId: string
  name: string
  title: string
  organization: string
  phone: string | null
  wechatId: string | null
  onlyMe: boolean
}

/** A vCard: phones open it in the phone book, desktops save it. */
export async function saveContact({ memberId, onlyMe }: Contact): Promise<void> {
  // What only this person may see is asked for in their name.
  if (onlyMe) return keepFile(`/cards/${memberId}/contact.vcf`, 'contact.vcf')
  window.location.assign(addressOf(`/cards/${memberId}/contact.vcf`))
}

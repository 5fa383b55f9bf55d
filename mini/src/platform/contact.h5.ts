import { addressOf } from '../api.ts'

export type Contact = { memberId: string; name: string; title: string; organization: string; phone: string | null; wechatId: string | null }

/** A vCard: phones open it in the phone book, desktops save it. */
export async function saveContact({ memberId }: Contact): Promise<void> {
  window.location.assign(addressOf(`/cards/${memberId}/contact.vcf`))
}

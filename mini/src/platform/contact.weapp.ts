import Taro from '@tarojs/taro'

export type Contact = {
  memberId: string
  name: string
  title: string
  organization: string
  phone: string | null
  wechatId: string | null
  onlyMe: boolean
}

/** Opens the phone book's own form, filled in; the person decides there. */
export async function saveContact({ name, title, organization, phone, wechatId }: Contact): Promise<void> {
  const fields = {
    firstName: name,
    title,
    organization,
    ...(phone ? { mobilePhoneNumber: phone } : {}),
    ...(wechatId ? { weChatNumber: wechatId } : {}),
  }
  await Taro.addPhoneContact(fields).catch(() => undefined)
}

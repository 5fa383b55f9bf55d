/** Outside WeChat nobody vouches for the person; they sign in with a phone. */
export const wechatCode: (() => Promise<string>) | undefined = undefined

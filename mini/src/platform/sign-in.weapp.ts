import Taro from '@tarojs/taro'

/** WeChat vouches for the person: a code that the server exchanges, good once and for five minutes. */
export const wechatCode: (() => Promise<string>) | undefined = async () => (await Taro.login()).code

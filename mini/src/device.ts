import Taro from '@tarojs/taro'

/** What this device remembers. A full or forbidden storage loses comfort, never function. */
export function remember(key: string, value: unknown): void {
  try {
    Taro.setStorageSync(`lianka.${key}`, JSON.stringify(value))
  } catch {
    // Private browsing: nothing can be kept.
  }
}

export function recall<T>(key: string): T | undefined {
  try {
    const text = Taro.getStorageSync(`lianka.${key}`)
    return text ? (JSON.parse(text) as T) : undefined
  } catch {
    return undefined
  }
}

export function forget(key: string): void {
  try {
    Taro.removeStorageSync(`lianka.${key}`)
  } catch {
    // As above.
  }
}

import { useReachBottom } from '@tarojs/taro'

/** Says when the page was scrolled to its end. */
export function Reach({ onReach }: { onReach: () => void }) {
  useReachBottom(onReach)
  return null
}

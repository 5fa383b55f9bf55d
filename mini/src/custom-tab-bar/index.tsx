/** The tab bar is drawn by each page (`parts/tab-bar.tsx`); WeChat wants this component to exist before it leaves out its own. */
// biome-ignore lint/style/noDefaultExport: Taro registers the default export
export default function CustomTabBar() {
  return null
}

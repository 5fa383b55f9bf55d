import { Screen } from '../../parts/screen.tsx'
import { useWords } from '../../words/words.ts'
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function P() {
  const words = useWords()
  return (
    <Screen title={words.appName} tab="categories">
      {words.home.forYou}
    </Screen>
  )
}

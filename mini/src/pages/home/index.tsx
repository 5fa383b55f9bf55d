import { Screen } from '../../parts/screen.tsx'
import { useWords } from '../../words/words.ts'
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Home() {
  const words = useWords()
  return (
    <Screen title={words.appName} tab="home">
      {words.home.forYou}
    </Screen>
  )
}

import { useCartPieces } from '../cart-pieces.ts'
import { Box } from '../elements/box.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { paths } from '../paths.ts'
import { usePreferences } from '../preferences.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'

const tabs = [
  { name: 'home', icon: 'home', path: paths.home },
  { name: 'categories', icon: 'grid', path: paths.categories },
  { name: 'cart', icon: 'cart', path: paths.cart },
  { name: 'me', icon: 'user', path: paths.me },
] as const
export type Tab = (typeof tabs)[number]['name']

export function TabBar({ current }: { current: Tab }) {
  const words = useWords()
  const { elder } = usePreferences()
  const pieces = useCartPieces()
  return (
    <Box as="nav" className="foot" label={words.mainMenu}>
      <Box className="tabs">
        {tabs.map(({ name, icon, path }) => (
          <Press key={name} className={`tab${name === current ? ' on' : ''}`} to={path} on={name === current} testId={`tab-${name}`}>
            {!elder && <Icon name={icon} />}
            <Text>{words.tabs[name]}</Text>
            {name === 'cart' && pieces > 0 && <Text className="badge">{pieces > 99 ? '99+' : pieces}</Text>}
          </Press>
        ))}
      </Box>
    </Box>
  )
}

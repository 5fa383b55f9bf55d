import { createRoot } from 'react-dom/client'
import { Console } from './console.tsx'
import { applyTokens } from './theme-variables.ts'
import './styles/base.css'
import './styles/frame.css'
import './styles/parts.css'
import './styles/goods.css'
import './styles/supply.css'
import './styles/people-and-plan.css'
import './styles/guard.css'
import './styles/suggestions.css'
import './styles/money-and-law.css'

applyTokens()
const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')
createRoot(root).render(<Console />)

import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'
import type { Product } from './index.tsx'

/** What it is made of and by whom, and who sells it. */
export function Facts({ product }: { product: Product }) {
  const words = useWords().product
  return (
    <>
      <Box as="section" className="section">
        <Text as="h2" className="h2">
          {words.facts}
        </Text>
        <Text as="p" className="pre mt8">
          {product.description}
        </Text>
        <Box className="attributes">
          <Fact name={words.by} value={product.supplierName} />
          {product.attributes.map(({ name, value }) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </Box>
      </Box>
      <Press className="section keeper" to={paths.shop(product.shopId)}>
        <Avatar src={product.shopOwner.portrait} />
        <Box className="col grow">
          <Text className="b">{product.shopName}</Text>
          <Text className="t12 sec">{product.shopOwner.nickname}</Text>
        </Box>
        <Icon name="right" size="m" />
      </Press>
    </>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <Box className="attribute">
      <Text className="sec name">{name}</Text>
      <Text className="grow">{value}</Text>
    </Box>
  )
}

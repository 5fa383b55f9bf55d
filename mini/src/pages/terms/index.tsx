import { useRouter } from '@tarojs/taro'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Screen } from '../../parts/screen.tsx'
import { queryOf } from '../../query.ts'
import { isTermsName, useTerms } from '../../words/terms.ts'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function TermsPage() {
  const { of } = queryOf(useRouter().params)
  const terms = useTerms(isTermsName(of) ? of : 'user')
  return (
    <Screen title={terms.title} testId="terms">
      <Box className="card block">
        {terms.paragraphs.map((paragraph, at) => (
          <Text key={paragraph} as="p" className={at === 0 ? '' : 'mt12'}>
            {paragraph}
          </Text>
        ))}
      </Box>
    </Screen>
  )
}

import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { type Loaded, useLoad } from '../../load.ts'
import type { Draft } from '../../parts/approved.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips } from '../../parts/form.tsx'
import { Note } from '../../parts/marks.tsx'
import { OwnersOnly } from '../../parts/owners-only.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { usePoll } from '../../poll.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'
import { Held } from './held.tsx'
import { Sentence } from './sentence.tsx'
import '../../styles/draft.css'

type Kind = Draft['kind']

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function DraftsPage() {
  const words = useWords().draft
  return (
    <OwnersOnly title={words.title}>
      <Drafts />
    </OwnersOnly>
  )
}

/** What AI puts together of goods or shop: read, changed and approved sentence by sentence. */
function Drafts() {
  const words = useWords().draft
  const { id } = queryOf(useRouter().params)
  const [kind, setKind] = useState<Kind>(id ? 'points' : 'story')
  const drafts = useLoad<Draft[]>(
    `drafts:${id}`,
    async () => (await call('GET /my/shop/drafts', { query: id ? { listingId: id as never } : {} })).items,
    () => true,
  )
  const draft = drafts.data?.find((each) => each.kind === kind)
  const put = (changed: Draft) => drafts.change([...(drafts.data ?? []).filter((each) => each.kind !== changed.kind), changed])
  usePoll(draft?.state === 'writing', async () => {
    if (draft) put(await call('GET /my/shop/drafts/:id', { params: { id: draft.id } }))
  })
  return (
    <Screen title={words.title} testId="drafts" foot={drafts.data && <Begin kind={kind} listingId={id} draft={draft} onDrafted={put} />}>
      {id && (
        <Box className="pad mt12">
          <Chips
            name={words.title}
            choices={(['points', 'explanation'] as const).map((value) => ({ value, name: words.kinds[value] }))}
            value={kind as 'points' | 'explanation'}
            onChange={setKind}
          />
        </Box>
      )}
      <Box className="pad mt12">
        <Note tone="calm" icon="shield">
          <Text>{words.how[kind]}</Text>
        </Note>
      </Box>
      <Shown drafts={drafts} draft={draft} onChange={put} />
    </Screen>
  )
}

function Shown({ drafts, draft, onChange }: { drafts: Loaded<Draft[]>; draft: Draft | undefined; onChange: (draft: Draft) => void }) {
  const words = useWords().draft
  return (
    <Await from={drafts}>
      {() =>
        draft ? (
          <>
            <Box className="pad mt16">
              <Text as="h2" className="h2">
                {draft.title}
              </Text>
              <Text as="p" className="t12 sec mt4" testId="writer">
                {draft.state === 'writing' ? words.writing : draft.writer === 'model' ? words.byModel(draft.model ?? '') : words.byExtract}
              </Text>
            </Box>
            {draft.fellBack && (
              <Box className="pad mt8">
                <Note>
                  <Text>{words.fellBack[draft.fellBack]}</Text>
                </Note>
              </Box>
            )}
            {draft.sentences.map((sentence) => (
              <Sentence key={sentence.place} draft={draft} sentence={sentence} onChange={onChange} />
            ))}
            {draft.state === 'writing' && <Box className="bone pad mt12" style={{ height: '96px' }} />}
            {draft.refused.length > 0 && <Held refused={draft.refused} />}
          </>
        ) : (
          <Empty picture="search" title={words.none} words={words.noneWords} />
        )
      }
    </Await>
  )
}

type BeginProps = { kind: Kind; listingId: string | undefined; draft: Draft | undefined; onDrafted: (draft: Draft) => void }

function Begin({ kind, listingId, draft, onDrafted }: BeginProps) {
  const words = useWords().draft
  const { busy, act } = useAct()
  const intention = useIntention()
  const begin = () =>
    act(async () => {
      const body = { kind, listingId: (kind === 'story' ? null : (listingId ?? null)) as never }
      onDrafted(await call('POST /my/shop/drafts', { body, intention }))
      intention.fulfilled()
    })
  return (
    <Box className="col grow">
      <Button wide icon="spark" busy={busy || draft?.state === 'writing'} onPress={begin} testId="begin-draft">
        {draft ? words.again : words.begin}
      </Button>
      {draft && <Text className="t12 sec center mt4">{words.againNote}</Text>}
    </Box>
  )
}

import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { formatDwell } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { type Loaded, useLoad } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { type LeadPage, leadName, stageTones } from '../../parts/lead.tsx'
import { Cell, Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'
import { MergeSheet } from './merge-sheet.tsx'
import { Notes } from './notes.tsx'
import { Reminders } from './reminders.tsx'
import { StageSheet } from './stage-sheet.tsx'
import { Tags } from './tags.tsx'
import '../../styles/lead.css'

export type OfLead = { lead: LeadPage; onChange: (lead: LeadPage) => void }

/** One person who may buy: why they stand where they stand, and what the owner keeps of them. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function LeadScreen() {
  const { lead: words } = useWords()
  const { id = '' } = queryOf(useRouter().params)
  const lead: Loaded<LeadPage> = useLoad<LeadPage>(`lead:${id}`, () => call('GET /my/leads/:person', { params: { person: id } }))
  return (
    <Screen title={words.title} testId="lead">
      <Await from={lead}>
        {(found) => (
          <>
            <Who lead={found} onChange={lead.change} />
            <Tags lead={found} onChange={lead.change} />
            <Reminders lead={found} onChange={lead.change} />
            <Notes lead={found} onChange={lead.change} />
            <Same lead={found} onChange={lead.change} />
            <Text as="p" className="smallprint">
              {words.privacy}
            </Text>
          </>
        )}
      </Await>
    </Screen>
  )
}

function Who({ lead, onChange }: OfLead) {
  const { lead: words, visitors } = useWords()
  const { language } = usePreferences()
  const [setting, setSetting] = useState(false)
  const isByHand = lead.stageWords !== null
  return (
    <>
      <Box className="card block mt12">
        <Box className="row">
          <Avatar src={lead.portrait} />
          <Text as="h2" className="h2 grow">
            {leadName(lead, visitors)}
          </Text>
          <Tag tone={stageTones[lead.stage]}>{words.stages[lead.stage]}</Tag>
        </Box>
        <Text as="h3" className="b mt12">
          {words.why}
        </Text>
        {isByHand && (
          <Text as="p" className="mt4" testId="by-hand">
            {words.byHand(lead.stageWords ?? '')}
          </Text>
        )}
        {isByHand && (
          <Text as="p" className="sec mt4">
            {words.reckoned(words.stages[lead.reckoned])}
          </Text>
        )}
        {lead.reasons.map((reason) => (
          <Text key={reason.en} as="p" className={isByHand ? 'sec' : 'mt4'}>
            {reason[language]}
          </Text>
        ))}
        <Text as="p" className="t12 sec mt8">
          {[
            ...(lead.hasVisits ? [words.facts(lead.views, lead.goods, formatDwell(lead.dwellSeconds, language))] : [words.noLooks]),
            ...(lead.orders > 0 ? [words.orders(lead.orders)] : []),
          ].join(' · ')}
        </Text>
        <Box className="mt12">
          <Button kind="outline" small icon="pen" onPress={() => setSetting(true)} testId="set-stage">
            {words.setStage}
          </Button>
        </Box>
      </Box>
      {lead.hasVisits && (
        <Box className="card block flush cells">
          <Cell icon="eye" title={words.visits} to={paths.visitor(lead.person)} testId="to-visits" />
        </Box>
      )}
      {setting && <StageSheet lead={lead} onChange={onChange} onClose={() => setSetting(false)} />}
    </>
  )
}

/** People the owner took for this one, and taking another. */
function Same({ lead, onChange }: OfLead) {
  const { lead: words, visitors } = useWords()
  const { busy, act } = useAct()
  const [merging, setMerging] = useState(false)
  const apart = (person: string) =>
    act(async () => {
      await call('PUT /my/leads/:person/merge', { params: { person }, body: { into: null } })
      onChange(await call('GET /my/leads/:person', { params: { person: lead.person } }))
    })
  return (
    <>
      {lead.merged.length > 0 && <Head title={words.mergedWith(lead.merged.length)} />}
      {lead.merged.map((one) => (
        <Box key={one.person} className="card block row between no-top" testId="merged">
          <Text className="grow">{leadName(one, visitors)}</Text>
          <Button kind="quiet" small busy={busy} onPress={() => apart(one.person)} testId="apart">
            {words.apart}
          </Button>
        </Box>
      ))}
      {lead.merged.length === 0 && (
        <Box className="card block flush cells">
          <Cell icon="users" title={words.merge} onPress={() => setMerging(true)} testId="merge" />
        </Box>
      )}
      {merging && <MergeSheet lead={lead} onChange={onChange} onClose={() => setMerging(false)} />}
    </>
  )
}

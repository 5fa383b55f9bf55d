import { PlusOutlined } from '@ant-design/icons'
import { formatMoney } from '@lianka/design/money'
import { Button, Progress, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Picture } from '../../parts/picture.tsx'
import { Rows } from '../../parts/rows.tsx'
import { Nothing } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { type CampaignRow, toneOf } from './campaign.ts'
import { CampaignDialog } from './campaign-dialog.tsx'
import { CampaignDrawer } from './drawer.tsx'

/** Which farmers do we sell for now, and what did it bring each of them? */
export function CampaignsScreen() {
  const { campaigns } = useWords()
  const { role } = useMe()
  const { openId, open, close } = useOpenItem()
  const [asked, setAsked] = useState<'new' | CampaignRow | null>(null)
  const list = usePaged<CampaignRow>('campaigns', (after) => call('GET /console/campaigns', { query: { ...(after && { after }) } }))
  const mayMake = may(role, 'POST /console/campaigns')
  const add = mayMake && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked('new')} data-testid="add-campaign">
      {campaigns.add}
    </Button>
  )
  return (
    <Page name={campaigns.title} title={campaigns.title} note={campaigns.note} actions={add}>
      <section className="panel">
        <Rows
          list={list}
          label={campaigns.title}
          columns={useColumns()}
          onOpen={open}
          openId={openId}
          width={820}
          nothing={<Nothing title={campaigns.emptyTitle} words={campaigns.emptyWords} />}
        />
      </section>
      <CampaignDrawer
        campaign={list.items?.find(({ id }) => id === openId)}
        mayMake={mayMake}
        onClose={close}
        onEdit={setAsked}
        onChange={list.replace}
      />
      <CampaignDialog asked={asked} onClose={() => setAsked(null)} onDone={list.again} />
    </Page>
  )
}

function useColumns(): TableColumnsType<CampaignRow> {
  const { campaigns, state } = useWords()
  const { time } = useTimes()
  return [
    {
      title: campaigns.name,
      render: (_, { title, region, picture }) => (
        <div className="cell-picture">
          <Picture path={picture} size={48} />
          <div className="cell-two">
            <b>{title}</b>
            <small>{region}</small>
          </div>
        </div>
      ),
    },
    {
      title: campaigns.raised,
      width: 190,
      align: 'right',
      render: (_, { raisedFen, orderCount, buyerCount }) => (
        <div className="cell-two">
          <Money fen={raisedFen} strong />
          <small>{campaigns.bought(orderCount, buyerCount)}</small>
        </div>
      ),
    },
    {
      title: campaigns.goal,
      width: 170,
      render: (_, { raisedFen, goalFen }) =>
        goalFen === null ? (
          <span className="quiet">{campaigns.noGoal}</span>
        ) : (
          <div className="cell-two">
            <span className="money">{formatMoney(goalFen)}</span>
            <Progress
              percent={Math.min(100, Math.floor((raisedFen * 100) / goalFen))}
              size="small"
              aria-label={campaigns.goalOf(formatMoney(goalFen))}
            />
          </div>
        ),
    },
    {
      title: campaigns.time,
      width: 160,
      className: 'nowrap',
      render: (_, { startsAt, endsAt }) => (
        <div className="cell-two">
          <span>{time(startsAt)}</span>
          <small>{`→ ${time(endsAt)}`}</small>
        </div>
      ),
    },
    { title: state, width: 100, render: (_, row) => <Mark tone={toneOf[row.state]}>{campaigns.states[row.state]}</Mark> },
  ]
}

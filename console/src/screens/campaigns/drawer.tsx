import { formatMoney } from '@lianka/design/money'
import { Button, Table } from 'antd'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import { useConfirm } from '../../parts/confirm.ts'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { Picture } from '../../parts/picture.tsx'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import { type CampaignRow, mayChange, toneOf } from './campaign.ts'

type CampaignDrawerProps = {
  campaign: CampaignRow | undefined
  mayMake: boolean
  onClose: () => void
  onEdit: (campaign: CampaignRow) => void
  onChange: (changed: CampaignRow) => void
}

/** A campaign with what each farm sold: the same figures that everybody sees. */
export function CampaignDrawer({ campaign, mayMake, onClose, onEdit, onChange }: CampaignDrawerProps) {
  const { campaigns } = useWords()
  return (
    <DetailDrawer
      open={campaign !== undefined}
      title={campaign?.title}
      onClose={onClose}
      footer={
        campaign &&
        mayMake &&
        campaign.state !== 'ended' && (
          <>
            {mayChange(campaign) ? (
              <Button onClick={() => onEdit(campaign)} data-testid="change-campaign">
                {campaigns.change}
              </Button>
            ) : (
              <span className="quiet">{campaigns.staysWords}</span>
            )}
            <End campaign={campaign} onChange={onChange} />
          </>
        )
      }
    >
      {campaign && <Details campaign={campaign} />}
    </DetailDrawer>
  )
}

function End({ campaign, onChange }: { campaign: CampaignRow; onChange: (changed: CampaignRow) => void }) {
  const { campaigns } = useWords()
  const { act, busy } = useAct()
  const confirm = useConfirm()
  const end = async () => {
    if (!(await confirm({ title: campaigns.endAsk(campaign.title), words: campaigns.endWords, go: campaigns.end, danger: true }))) return
    await act(async () => onChange(await call('POST /console/campaigns/:id/end', { params: { id: campaign.id } })), campaigns.endDone)
  }
  return (
    <Button danger loading={busy} onClick={() => void end()} data-testid="end-campaign">
      {campaigns.end}
    </Button>
  )
}

function Details({ campaign }: { campaign: CampaignRow }) {
  const { campaigns, state } = useWords()
  const { time } = useTimes()
  const { raisedFen, goalFen } = campaign
  return (
    <>
      <div className="drawer-lead">
        <Picture path={campaign.picture} size={56} />
        <div className="cell-two">
          <Money fen={raisedFen} strong />
          <small>{campaigns.bought(campaign.orderCount, campaign.buyerCount)}</small>
        </div>
      </div>
      <Facts
        items={[
          [
            state,
            <Mark key="state" tone={toneOf[campaign.state]}>
              {campaigns.states[campaign.state]}
            </Mark>,
          ],
          [campaigns.region, campaign.region],
          [campaigns.time, `${time(campaign.startsAt)} → ${time(campaign.endsAt)}`],
          [campaigns.goal, goalFen === null ? null : formatMoney(goalFen)],
          [campaigns.story, campaign.story],
        ]}
      />
      <h3>{campaigns.farmers}</h3>
      <Farmers id={campaign.id} />
    </>
  )
}

function Farmers({ id }: { id: CampaignRow['id'] }) {
  const { campaigns, pieces } = useWords()
  const { data, error, again } = useAsked(`campaign ${id}`, () => call('GET /campaigns/:id', { params: { id } }))
  if (error !== undefined && !data) return <Failed error={error} retry={again} />
  if (!data) return <WaitingRows rows={3} />
  if (data.farmers.length === 0) return <p className="quiet">{campaigns.noFarmers}</p>
  return (
    <Table
      aria-label={campaigns.farmers}
      size="small"
      pagination={false}
      rowKey={({ kind, name, supplierName }) => `${kind} ${name} ${supplierName}`}
      dataSource={data.farmers}
      columns={[
        {
          title: campaigns.farmer,
          render: (_, { kind, name, supplierName }) => (
            <div className="cell-two">
              <b>{name}</b>
              <small>{kind === 'producer' ? supplierName : campaigns.supplierOnly}</small>
            </div>
          ),
        },
        { title: campaigns.goods, width: 90, align: 'right', render: (_, row) => pieces(row.pieces) },
        { title: campaigns.amount, width: 120, align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} strong /> },
      ]}
    />
  )
}

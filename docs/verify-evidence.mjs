// Checks an evidence file of the console without us: node verify-evidence.mjs file.json. Node 18 or newer, no packages, no network.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const { format, hashes, from, to, plans, lines, graph, blocks } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const [entriesOf, above] = [new Map(lines.map(({ id }) => [id, []])), new Map(graph.map(({ member, referrer }) => [member, referrer]))]
const count = { blocks: blocks.length, transfers: 0, lines: lines.length, shares: 0, 'lines added up from wallet entries': 0 }
const sha = (rows, head) =>
  rows.reduce((hash, row) => hash.update(`${JSON.stringify(row)}\n`), createHash('sha256').update(head)).digest('hex')
const part = (amount, times, of) => Number((BigInt(amount) * BigInt(times)) / BigInt(of)) // rounds down; nothing here is below zero
const need = (holds, problem) => holds || process.exit(console.error(`FAILED: ${problem}`) ?? 1)
need(format === 'lianka-evidence/1', `the format ${format} is unknown`)
for (const [name, rows] of Object.entries({ plans, lines, graph, blocks })) need(sha(rows, '') === hashes[name], `hash of ${name}`)

for (const [place, { height, previousHash, hash, transfers }] of blocks.entries()) {
  const before = blocks[place - 1]
  need(height !== before?.height + 1 || previousHash === before.hash, `block ${height} does not name the block before it`)
  need(sha(transfers, `${height}\n${previousHash}\n`) === hash, `block ${height}: its transfers do not give its hash`)
  count.transfers += transfers.length
  for (const [id, , , , , entries] of transfers) {
    need(entries.reduce((sum, [, amount]) => sum + amount, 0) === 0, `transfer ${id} does not sum to zero`)
    for (const [account, amount, line] of entries) entriesOf.get(line)?.push({ id, account, amount })
  }
}

for (const { id, buyer, payer, r1, r2, base, refunded, shares, ...line } of lines) {
  const { rates, cap, feeBps } = plans.find(({ version }) => version === line.planVersion)
  need((above.get(buyer) ?? null) === r1 && (above.get(r1) ?? null) === r2, `line ${id} names others than those above its buyer`)
  const rank = line.r1Lowered && line.r1Rank === 'boss' ? 'agent' : line.r1Rank
  const teamBps = rank === 'agent' && line.r2Rank === 'boss' && !line.r2Lowered ? rates.bossTeam : 0
  const [directBps, left] = [rates[`${rank}Direct`] ?? 0, base - refunded]
  const margin = Math.max(0, base + line.platformDiscount - line.supply - part(base, feeBps, 10_000))
  const room = Math.min(part(left, Math.min(cap.ofBase, 3000), 10_000), cap.withinMargin ? part(margin, left, base || 1) : left)
  // Nobody beyond r1 and r2, never the buyer or who paid; above the cap the team share is cut first.
  const pay = (payee, bps, most) => (payee === buyer || payee === payer ? 0 : Math.min(part(left, bps, 10_000), most))
  const direct = { payee: r1, kind: 'direct', bps: directBps, amount: pay(r1, directBps, room) }
  const team = { payee: r2, kind: 'team', bps: teamBps, amount: pay(r2, teamBps, room - direct.amount) }
  const [is, due] = [shares, [direct, team].filter(({ amount }) => amount > 0)].map((each) => JSON.stringify(each))
  const wallets = entriesOf.get(id).filter(({ account }) => /^wallet_(held|available):/.test(account))
  const early = is === '[]' && wallets.length === 0 && !line.completed // computed soon after the payment
  need(is === due || early, `line ${id} pays ${is}, not ${due}`)
  count.shares += shares.length
  if (new Set(entriesOf.get(id).map((entry) => entry.id)).size < line.transfers) continue // some of them lie on other days
  const got = (who) => 0 - wallets.reduce((sum, { account, amount }) => sum + (account.endsWith(who) ? amount : 0), 0)
  const agree = shares.every(({ payee, amount }) => got(`:${payee}`) === amount)
  need(agree && got('') === shares.reduce((sum, { amount }) => sum + amount, 0), `line ${id}: its wallets got other than its shares`)
  count['lines added up from wallet entries'] += 1
}
console.log(`OK, ${from} to ${to}:`, count)

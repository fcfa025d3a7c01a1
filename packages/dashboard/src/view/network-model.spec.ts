import { readFileSync } from 'node:fs'
import { oneOwner } from '@bellwire/invariants'
import type { TraceRecord } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeedMessage } from '../feed/messages.js'
import { ScenarioFeed } from '../simulation/scenario-feed.js'
import { KnownPairs } from './known-pairs.js'
import { NetworkModel } from './network-model.js'

const file = new URL('../../../../examples/scenarios/repeater-chain.yaml', import.meta.url)
/** As the example, but the pairs are kept for a while. */
const text = readFileSync(file, 'utf8').replace('number: continuous', 'number: continuous, hold: 4 ms')
const MILLISECOND = 1_000_000

/** What a feed tells in so many turns of a millisecond of the network, after the first second. */
async function play(turns: number, act: (feed: ScenarioFeed, turn: number) => Promise<void> = async () => undefined) {
  const told: FeedMessage[] = []
  const feed = new ScenarioFeed(text, {
    speed: 1,
    ahead: 1050 * MILLISECOND,
    now: () => 0,
    told: (m) => void told.push(m)
  })
  for (let turn = 0; turn < turns; turn++) {
    await act(feed, turn)
    await feed.turn(1, 1)
  }
  return told
}

/** Folds messages, and looks after each that tells of pairs. */
function fold(told: readonly FeedMessage[], look: (model: NetworkModel) => void = () => undefined): NetworkModel {
  let model: NetworkModel | undefined
  for (const message of told) {
    if (message.type === 'network') model = new NetworkModel(message.network)
    else if (message.type !== 'notice') model?.apply(message)
    if (message.type === 'pairs' && model !== undefined) look(model)
  }
  return model!
}

const recordsOf = (told: readonly FeedMessage[]): TraceRecord[] =>
  told.flatMap((message) => (message.type === 'records' ? message.records : []))

const endsOf = (pair: { a: { node: string; qubit: number }; b: { node: string; qubit: number } }): string =>
  [pair.a, pair.b]
    .map(({ node, qubit }) => `${node} ${qubit}`)
    .sort()
    .join(' – ')

describe('the pairs that nodes know', () => {
  it('are those that there are, but for what is known late, or is being used up now', async () => {
    const told = await play(400)
    let [known, real, long] = [0, 0, 0]
    fold(told, (model) => {
      const world = new Set(model.world!.map(endsOf))
      for (const { ends, links } of model.known.all) {
        const [a, b] = ends
        if (a === undefined || b === undefined) continue
        known += 1
        if (world.has(endsOf({ a, b }))) real += 1
        if (links.length === 3) long += 1
      }
    })
    expect(known).toBeGreaterThan(200)
    expect(long).toBeGreaterThan(50)
    // A swap takes 10 µs, in which both pairs are gone and nobody knows it; a snapshot is taken once in a millisecond.
    expect(real / known).toBeGreaterThan(0.97)
  })

  it('have a qubit each, as the trace says it: allocated, and no other pair’s', async () => {
    const told = await play(200, async (feed, turn) => {
      if (turn === 60) await feed.command({ type: 'crash', node: 'east', on: true })
      if (turn === 110) await feed.command({ type: 'crash', node: 'east', on: false })
    })
    const records = recordsOf(told)
    expect(oneOwner(records)).toEqual([])
    const pairs = new KnownPairs()
    const allocated = new Set<string>()
    for (const record of records) {
      pairs.apply(record)
      if (record.kind === 'qubitAllocated') allocated.add(`${record.at} ${record.qubit}`)
      if (record.kind === 'qubitFreed') allocated.delete(`${record.at} ${record.qubit}`)
      const held = pairs.all.flatMap(({ ends }) => ends.map(({ node, qubit }) => `${node} ${qubit}`))
      expect(new Set(held).size).toBe(held.length)
      expect(held.filter((qubit) => !allocated.has(qubit))).toEqual([])
    }
  })
})

describe('what is folded from a feed', () => {
  it('is the same however its records are cut into messages', async () => {
    const told = await play(120)
    const records = recordsOf(told)
    const [network] = told
    if (network?.type !== 'network') throw new Error('a feed begins with its network')
    const picture = (model: NetworkModel) =>
      JSON.stringify([
        [...model.parties.all.values()],
        [...model.links.all.values()].map(({ states, heralds }) => [[...states], heralds]),
        model.known.all,
        [...model.services.all.values()],
        [...model.machines.all].map(([party, uses]) => [
          party,
          [...uses].map(([machine, { instances, steps, last }]) => [machine, [...instances], steps, last])
        ]),
        model.log.entries,
        model.records
      ])
    const whole = new NetworkModel(network.network)
    whole.apply({ type: 'records', records })
    fc.assert(
      fc.property(fc.array(fc.nat(records.length), { maxLength: 20 }), (cuts) => {
        const parts = new NetworkModel(network.network)
        const ends = [...cuts.sort((a, b) => a - b), records.length]
        let begin = 0
        for (const end of ends) {
          parts.apply({ type: 'records', records: records.slice(begin, end) })
          begin = end
        }
        expect(picture(parts)).toBe(picture(whole))
      }),
      { numRuns: 20 }
    )
  })

  it('counts as the simulation reports', async () => {
    const told = await play(300)
    const model = fold(told)
    const delivered = (kind: string) =>
      [...model.services.all.values()].filter((service) => service.kind === kind).map((service) => service.delivered)
    const records = recordsOf(told)
    const oks = records.filter((record) => record.kind === 'ok')
    expect(2 * delivered('link').reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(oks.length - 6)
    const heads = records.filter(
      (record) => record.kind === 'event' && record.name === 'networkPair' && record.fields['head'] === true
    )
    expect(delivered('circuit')).toEqual([heads.length])
    expect([...model.links.all.values()].map(({ heralds }) => heralds)).toEqual(
      [1, 2, 3].map((link) => records.filter((record) => record.kind === 'herald' && record.link === link).length)
    )
  })

  it('shows each machine where its last transition has led it', async () => {
    const told = await play(100)
    const model = fold(told)
    const last = new Map<string, string>()
    for (const record of recordsOf(told))
      if (record.kind === 'transition')
        last.set(
          [record.at, `${record.layer}/${record.table}`, `${record.link ?? ''} ${record.key}`].join('|'),
          record.to
        )
    let running = 0
    for (const [party, uses] of model.machines.all)
      for (const [machine, { instances }] of uses)
        for (const [name, { state }] of instances) {
          running += 1
          expect(last.get([party, machine, name].join('|'))).toBe(state)
          expect(model.network.machines[machine]?.states.some(({ path }) => path === state)).toBe(true)
        }
    expect(running).toBeGreaterThan(40)
  })
})

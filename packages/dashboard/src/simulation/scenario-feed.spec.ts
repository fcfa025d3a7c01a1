import { readFileSync } from 'node:fs'
import type { TraceFields, TraceRecord } from '@bellwire/runtime'
import { PlayedScenario, readScenario, RunCollector } from '@bellwire/simulation'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeedMessage } from '../feed/messages.js'
import { ScenarioFeed } from './scenario-feed.js'

const text = readFileSync(new URL('../../../../examples/scenarios/repeater-chain.yaml', import.meta.url), 'utf8')
const MILLISECOND = 1_000_000

type Of<Type extends FeedMessage['type']> = Extract<FeedMessage, { type: Type }>

class Told {
  readonly messages: FeedMessage[] = []
  readonly told = (message: FeedMessage): void => void this.messages.push(message)

  all<Type extends FeedMessage['type']>(type: Type): Of<Type>[] {
    return this.messages.filter((message): message is Of<Type> => message.type === type)
  }

  last<Type extends FeedMessage['type']>(type: Type): Of<Type> {
    return this.all(type).at(-1)!
  }

  get records(): TraceRecord[] {
    return this.all('records').flatMap(({ records }) => records)
  }
}

/** A computer whose clock stands still has all the time that there is. */
const now = (): number => 0

function open(speed: number, extra: { paused?: boolean; ahead?: number } = {}) {
  const told = new Told()
  return { told, feed: new ScenarioFeed(text, { speed, now, told: told.told, ...extra }) }
}

describe('a scenario as a feed', () => {
  it('is the same run that nobody looks at, whatever the turns are', async () => {
    const plain: TraceFields[] = []
    const played = new PlayedScenario(readScenario(text), new RunCollector(), {
      recorder: () => ({ transitions: true, record: (fields) => void plain.push(fields) })
    })
    played.network.settle()
    played.begin()
    await played.advance(300 * MILLISECOND)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }), async (turns) => {
        const { told, feed } = open(0.25)
        for (const turn of turns) await feed.turn(turn, 1)
        const { records } = told
        expect(records.map(({ n: _n, time: _time, ...fields }) => fields)).toEqual(plain.slice(0, records.length))
        expect(records.map(({ n }) => n)).toEqual(records.map((_, index) => index))
      }),
      { numRuns: 8 }
    )
  })

  it('goes at the pace that is asked for, and stands still while it is paused', async () => {
    const { told, feed } = open(0.5)
    await feed.turn(100, 1)
    expect(told.last('pace')).toMatchObject({ time: 50 * MILLISECOND, speed: 0.5, reached: 0.5, paused: false })
    await feed.command({ type: 'pace', paused: true, speed: 0.01 })
    await feed.turn(100, 1)
    expect(told.last('pace')).toMatchObject({ time: 50 * MILLISECOND, paused: true })
    await feed.command({ type: 'step', by: 3 * MILLISECOND })
    expect(told.last('pace')).toMatchObject({ time: 53 * MILLISECOND, paused: true })
    await feed.command({ type: 'pace', paused: false })
    await feed.turn(100, 1)
    expect(told.last('pace')).toMatchObject({ time: 54 * MILLISECOND })
  })

  it('does not run after what the computer cannot do in time', async () => {
    let time = 0
    const told = new Told()
    // Every look at the clock finds a millisecond gone: a turn ends after some hundreds of events.
    const feed = new ScenarioFeed(text, { speed: 1, now: () => time++, told: told.told })
    await feed.turn(5000, 5)
    const { time: reachedTime, reached } = told.last('pace')
    expect(reachedTime).toBeLessThan(5000 * MILLISECOND)
    expect(reached).toBeCloseTo(reachedTime / (5000 * MILLISECOND), 12)
    await feed.turn(0, 5)
    expect(told.last('pace').time).toBe(reachedTime)
  })

  it('shows pairs that the world knows, made and swapped', async () => {
    const { told, feed } = open(0.2, { ahead: 1200 * MILLISECOND })
    for (let turn = 0; turn < 60; turn++) await feed.turn(33, 1000)
    const pairs = told.all('pairs').flatMap((message) => message.pairs)
    const nodes = new Set(['alice', 'west', 'east', 'bob'])
    for (const { a, b, fidelity, age } of pairs) {
      expect(nodes.has(a.node) && nodes.has(b.node) && a.node !== b.node).toBe(true)
      expect(fidelity).toBeGreaterThan(0.9)
      expect(fidelity).toBeLessThanOrEqual(1)
      expect(age).toBeGreaterThanOrEqual(0)
    }
    expect(pairs.some(({ link }) => link > 0)).toBe(true)
    expect(pairs.some(({ link, a, b }) => link < 0 && a.node === 'alice' && b.node === 'bob')).toBe(true)
  })

  it('has faults put in, says so, and undoes them', async () => {
    const { told, feed } = open(1, { ahead: 1000 * MILLISECOND })
    while (told.last('pace').time < 1000 * MILLISECOND) await feed.turn(10, 1000)
    await feed.command({ type: 'crash', node: 'west', on: true })
    await feed.command({ type: 'crash', node: 'west', on: true })
    await feed.command({ type: 'cut', link: 3, on: true })
    await feed.command({ type: 'lie', station: 'first', on: true })
    expect(told.last('faults')).toEqual({ type: 'faults', cut: [3], down: ['west'], lying: ['first'] })
    await feed.turn(50, 1000)
    await feed.command({ type: 'crash', node: 'west', on: false })
    await feed.command({ type: 'cut', link: 3, on: false })
    await feed.command({ type: 'lie', station: 'first', on: false })
    await feed.command({ type: 'restart-station', station: 'second' })
    await feed.command({ type: 'crash', node: 'nobody', on: true })
    await feed.command({ type: 'cut', link: 99, on: true })
    expect(told.last('faults')).toEqual({ type: 'faults', cut: [], down: [], lying: [] })
    const faults = told.records.flatMap((record) => (record.kind === 'fault' ? [`${record.at} ${record.fault}`] : []))
    expect(faults).toEqual(['west crash', 'east-bob cut', 'west recover', 'east-bob mended', 'second restart'])
  })

  it('refuses a text that is no scenario, saying where', () => {
    const told = new Told()
    expect(() => new ScenarioFeed('name: nothing', { speed: 1, now, told: told.told })).toThrow(/links is missing/)
  })
})

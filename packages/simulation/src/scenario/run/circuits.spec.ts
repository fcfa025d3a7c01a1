import { readFileSync } from 'node:fs'
import type { Recorder } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { readScenario } from '../read/read-scenario.js'
import { runScenario } from './run-scenario.js'

const text = readFileSync(
  new URL('../../../../../examples/scenarios/repeater-chain.yaml', import.meta.url),
  'utf8'
).replace('duration: 20 s', 'duration: 3 s')
const meter = { now: () => 0, peakMemoryBytes: () => 0 }
const report = async (changed: string) => (await runScenario(readScenario(changed), { meter })).report
const whole = async (changed: string) => (await report(changed)).pairs[3]

describe('a scenario with circuits', () => {
  it('gives pairs from end to end, as faithful as links and swaps make them', async () => {
    const { pairs } = await report(text)
    expect(pairs.map(({ from, to }) => `${from}-${to}`)).toEqual(['alice-west', 'west-east', 'east-bob', 'alice-bob'])
    const long = pairs[3]
    expect(long?.delivered).toBeGreaterThan(200)
    expect(long?.expired).toBe(0)
    // Perfect memories: every pair is the same Werner state, of three links and two noisy gates.
    const link = (4 * 0.98 - 1) / 3
    expect(long?.meanFidelity).toBeCloseTo((1 + 3 * link ** 3 * 0.995 ** 2) / 4, 9)
  })

  it('runs on several paths where that is asked, and on those that are left when one fails', async () => {
    const diamond = readFileSync(new URL('../../../../../examples/scenarios/two-paths.yaml', import.meta.url), 'utf8')
    const delivered = async (changed: string) => (await report(changed)).pairs[4]?.delivered ?? 0
    const short = diamond.replace('duration: 10 s', 'duration: 4 s')
    const [two, one] = [await delivered(short), await delivered(short.replace('paths: 2', 'paths: 1'))]
    // About as many again; links make pairs no less regularly than at random.
    expect(Math.abs(two - 2 * one)).toBeLessThan(5 * Math.sqrt(two + 4 * one))
    expect(two - one).toBeGreaterThan(5 * Math.sqrt(two + one))
    const cut = 'faults:\n  - { kind: partition, between: [north, bob], at: 2 s }\n'
    const faulty = await delivered(short.replace(/faults:[^]*/, cut))
    expect(faulty).toBeLessThan(two)
    expect(faulty).toBeGreaterThan(one)
    expect(await delivered(diamond.replace('number: continuous', 'number: 70'))).toBe(70)
  })

  it('ends a request for a number of pairs with that number', async () => {
    expect((await whole(text.replace('number: continuous', 'number: 40, hold: 5 ms')))?.delivered).toBe(40)
  })

  it('distils pairs where a circuit says so, and so gives what its links cannot', async () => {
    const wish = 'number: 40, distillation: { links: { protocol: dejmps, rounds: 2 } }'
    const changed = text
      .replaceAll(/qubits: \d/g, 'qubits: 12')
      .replace('minimumFidelity: 0.9', 'minimumFidelity: 0.97')
      .replace('number: continuous', wish)
    const distilled = await whole(changed)
    expect(distilled?.delivered).toBe(40)
    expect(distilled?.meanFidelity).toBeGreaterThan(0.97)
    expect((await whole(changed.replace(wish, 'number: 40')))?.delivered).toBe(0)
  })

  it.each(['balanced', '[0, 1]', '[255, 3]'])('has its nodes swap in order %s', async (order) => {
    let reaches = 0
    const recorder = (): Recorder => ({
      record: (fields) => void (reaches += Number(fields.kind === 'frameSent' && fields.frame.type === 'REACH'))
    })
    const scenario = readScenario(text.replace('number: continuous', `number: 30, order: ${order}`))
    const played = await runScenario(scenario, { meter, recorder })
    expect(played.report.pairs[3]?.delivered).toBe(30)
    expect(reaches).toBeGreaterThanOrEqual(30)
  })

  it.each([
    ['from: alice, to: bob', 'from: alice, to: carol', /circuits\[0\]\.to.*carol/s],
    ['from: alice, to: bob', 'from: bob, to: bob', /circuits\[0\]\.to.*another node/s],
    ['minimumFidelity: 0.9', 'minimumFidelity: 2', /circuits\[0\]\.minimumFidelity/],
    [
      'number: continuous',
      'number: 1, distillation: { ends: { protocol: dejmps, rounds: 8 } }',
      /circuits\[0\]\.distillation\.ends\.rounds/
    ],
    ['number: continuous', 'number: 1, order: fast', /circuits\[0\]\.order.*nested/s],
    ['number: continuous', 'number: 1, order: [0, 256]', /circuits\[0\]\.order/],
    ['number: continuous', 'number: 1, paths: 0', /circuits\[0\]\.paths.*from 1 to 8/s],
    ['number: continuous', 'number: 1, paths: 1.5', /circuits\[0\]\.paths.*from 1 to 8/s],
    ['number: continuous', 'number: 1, paths: 9', /circuits\[0\]\.paths.*from 1 to 8/s],
    ['cutoff: 100 ms', 'cutoff: worst', /circuits\[0\]\.cutoff.*'best'/s]
  ])('that says %s as %s is refused by name', (part, wrong, message) => {
    expect(() => readScenario(text.replace(part, wrong))).toThrow(message)
  })

  it('can leave the cut-off to the planner, who goes by the memories that the nodes between state', async () => {
    const memory = '{ law: relaxation, relaxationTime: 20 ms, coherenceTime: 20 ms, equilibriumPolarisation: 0 }'
    const short = text
      .replaceAll(/name: (west|east), qubits: 4/g, `name: $1, qubits: 4, coherenceTime: 20 ms, memory: ${memory}`)
      .replace('minimumFidelity: 0.9', 'minimumFidelity: 0.8')
      .replace('duration: 3 s', 'duration: 20 s')
    const pairs = (cutoff: string, asked = '0.8') => {
      const changed = short
        .replace(', cutoff: 100 ms', cutoff)
        .replace('minimumFidelity: 0.8', `minimumFidelity: ${asked}`)
      return whole(changed)
    }
    const best = await pairs(', cutoff: best')
    expect(best?.delivered).toBeGreaterThan(500)
    // A little less than was asked: links are a pair ahead.
    expect(best?.meanFidelity).toBeGreaterThan(0.75)
    expect((await pairs(''))?.delivered).toBe(0)
    expect((await pairs('', '0.4'))?.meanFidelity).toBeLessThan(0.65)
  })

  it('tries again where nothing gives what is asked, and delivers nothing', async () => {
    expect(await whole(text.replace('minimumFidelity: 0.9', 'minimumFidelity: 0.99'))).toMatchObject({
      delivered: 0,
      meanFidelity: null
    })
  })
})

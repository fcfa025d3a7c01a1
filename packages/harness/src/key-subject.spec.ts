import { type Input, type KeySetting, KEY_CASES, type Output, SUITES } from '@bellwire/conformance'
import { QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { KeySubject } from './key-subject.js'

/** All of them take half a minute: `bellwire conformance --role key`. These are some of each kind. */
const SOME = [
  'key/bbm92/distilled',
  'key/bbm92/intercepted',
  'key/bbm92/errors-in-the-key',
  'key/refused/noise-for-bbm92',
  'key/refused/not-proposed',
  'key/pool/shifted',
  'key/altered/verification',
  'key/altered/no-tag',
  'key/altered/last-bit-of-tag',
  'key/carried/doubled-and-late',
  'key/carried/nothing-after-verified',
  'key/restart/after-the-key',
  'key/stopped/small-pieces',
  'key/sifted/local-devices',
  'key/shared-tests/kinds'
]

describe('two nodes that distribute keys under the conformance suite', () => {
  it.each([['interpreted', 'key/bbm92'], ...SOME.map((name) => ['generated', name] as const)] as const)(
    'keep every clause that it judges, %s: %s',
    async (runner, name) => {
      const one = SUITES.key.find((each) => each.name === name)
      expect(await one?.run(new KeySubject({ runner }), 1)).toMatchObject({ verdict: 'pass', findings: [] })
    }
  )

  it('do the same again with the same seed, to the bit', async () => {
    const traces: string[] = []
    const one = SUITES.key.find(({ name }) => name === 'key/shared-tests/kinds')
    for (let times = 0; times < 2; times++)
      await one?.run(new KeySubject(), 3, ({ events }) => void traces.push(JSON.stringify(events)))
    expect(traces).toHaveLength(2)
    expect(traces[1]).toBe(traces[0])
  })

  it('are judged in both protocols that trust devices and that do not', () => {
    const codes = new Set(KEY_CASES.flatMap(({ capabilities = [] }) => capabilities))
    expect([...codes].toSorted()).toEqual(['KEY.BBM92', 'KEY.DI', 'KEY.RESTART'])
  })
})

const setting: KeySetting = {
  role: 'key',
  node: 1,
  peer: 2,
  seed: 1,
  time: 0,
  link: 3,
  purpose: 9,
  kind: 'measure',
  pool: btoa('a key that two nodes share from the beginning, 64 octets of it...')
}

const plan = {
  protocol: 2,
  analysis: 3,
  rounds: 3000,
  probability: 2_576_980_378,
  expectedChsh: 0,
  expectedQber: 5000,
  epsilons: [
    { mantissa: 5, exponent: 1 },
    { mantissa: 1, exponent: 9 }
  ],
  reconciliation: 1,
  leakBudget: 240,
  threshold: 0,
  deviations: 6,
  minimumLength: 100,
  flips: 0
}

const wish = (node: number, change: Partial<typeof plan> = {}): Input => ({
  type: 'wish',
  node,
  wish: { type: 'distribute', plan: { ...plan, ...change } }
})

const answersIn = (outputs: readonly Output[]): readonly unknown[] =>
  outputs.flatMap((output) => (output.type === 'answer' ? [output.answer] : []))

describe('two nodes as a subject', () => {
  it('answer each wish for a session once, at the node that it is wished of (HAR-070, HAR-072)', async () => {
    const subject = new KeySubject()
    await subject.start(setting)
    const { outputs } = await subject.input(1, wish(2))
    expect(outputs.map(({ type, node }) => [type, node])).toEqual([
      ['frame', 2],
      ['answer', 2]
    ])
    expect(answersIn(outputs)).toMatchObject([{ type: 'distributing', opener: 2, reason: 0 }])
    const refused = await subject.input(2, wish(1, { minimumLength: 10_000 }))
    expect(refused.outputs).toHaveLength(1)
    expect(answersIn(refused.outputs)).toMatchObject([{ type: 'distributing', reason: QkdReason.POLICY }])
    const nonsense = await subject.input(3, wish(1, { protocol: 7 }))
    expect(answersIn(nonsense.outputs)).toMatchObject([{ type: 'distributing', reason: QkdReason.POLICY }])
  })

  it('know nothing of each other but what the tester carries (HAR-035)', async () => {
    const subject = new KeySubject()
    await subject.start(setting)
    await subject.input(1, wish(1))
    for (let { wake } = await subject.advance(1); wake < 200_000_000_000; ) {
      const { outputs, wake: next } = await subject.advance(wake)
      expect(outputs.every(({ node }) => node === 1)).toBe(true)
      wake = next
    }
  })

  it('say once of a session that it is over, and why (HAR-071)', async () => {
    const subject = new KeySubject()
    await subject.start(setting)
    const [opened] = answersIn((await subject.input(1, wish(1))).outputs) as { readonly dialogue: number }[]
    const answers: unknown[] = []
    // Nobody answers the proposal.
    for (let { wake } = await subject.advance(1); wake < Infinity; ) {
      const { outputs, wake: next } = await subject.advance(wake)
      answers.push(...answersIn(outputs))
      wake = next
    }
    expect(answers).toEqual([{ type: 'concluded', opener: 1, dialogue: opened?.dialogue, reason: QkdReason.MESSAGE }])
  })
})

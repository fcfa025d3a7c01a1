import {
  CASES,
  type Case,
  FAULT_GRID,
  type Input,
  type Outcome,
  type Reaction,
  runCase,
  runSuite
} from '@bellwire/conformance'
import { describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'

/** Says of every pair that it has another Bell index, but of its first ones. */
class Confused extends NodeSubject {
  #pairs = 0

  override async input(at: number, input: Input): Promise<Reaction> {
    const { outputs, wake } = await super.input(at, input)
    const changed = outputs.map((output) =>
      output.type === 'answer' && output.answer.type === 'ok' && ++this.#pairs > 6
        ? { ...output, answer: { ...output.answer, bellIndex: output.answer.bellIndex ^ 1 } }
        : output
    )
    return { outputs: changed, wake }
  }

  override async start(setting: Parameters<NodeSubject['start']>[0]): Promise<Reaction> {
    this.#pairs = 0
    return super.start(setting)
  }
}

/** Does not give its application the last word on what it cancels. */
class Speechless extends NodeSubject {
  override async input(at: number, input: Input): Promise<Reaction> {
    const { outputs, wake } = await super.input(at, input)
    return { outputs: outputs.filter((output) => output.type !== 'answer' || output.answer.type !== 'err'), wake }
  }
}

const keep = CASES.find(({ name }) => name === 'random/keep') as Case

describe('a case of generated runs', () => {
  it.each([
    [Confused, 'LNK-008'],
    [Speechless, 'LNK-010']
  ])('finds a wrong node, and shows it in few steps: %o', async (Wrong, clause) => {
    const { verdict, findings, generated } = await runCase(new Wrong(), keep, 1)
    expect(verdict).toBe('fail')
    expect(findings[0]?.requirement).toBe(clause)
    // The first line says how the link is set up.
    expect(generated?.counterexample?.steps.length).toBeLessThanOrEqual(1 + 8)
  })

  it('plays a counterexample again by its seed and path, and it alone', async () => {
    // One of which what chooses its commands has a slash itself, as every other has.
    let [seed, path, first] = [0, '', {} as Outcome]
    while (path.split('/').length <= 2) {
      first = await runCase(new Speechless(), keep, ++seed)
      path = first.generated?.counterexample?.path ?? ''
    }
    const again = await runCase(new Speechless(), keep, seed, undefined, { path })
    expect(again.generated?.runs).toBe(1)
    expect(again.generated?.counterexample?.steps).toEqual(first.generated?.counterexample?.steps)
    expect(again.findings).toEqual(first.findings)
  })

  it('does as many runs as it is told, the same with the same seed', async () => {
    const play = () => runCase(new NodeSubject(), keep, 3, undefined, { runs: 20 })
    const first = await play()
    expect(first.generated?.runs).toBe(20)
    expect(await play()).toEqual(first)
  })

  it('has shown nothing of a clause for which nothing came about', async () => {
    const { verdict, unreached } = await runCase(new NodeSubject(), keep, 1, undefined, { runs: 1 })
    expect(verdict).toBe('inconclusive')
    expect(unreached).toMatch(/^nothing was judged of LNK-/)
  })

  it('brings nearly every fault about in every phase of a request', async () => {
    const { cases, verdict } = await runSuite(new NodeSubject(), { seeds: 8, only: 'random/faults' })
    const exercised = cases[0]?.exercised ?? {}
    const missing = FAULT_GRID.filter((cell) => (exercised[cell] ?? 0) === 0)
    expect(verdict).toBe('pass')
    expect(missing.length).toBeLessThanOrEqual(0.05 * FAULT_GRID.length)
  })
})

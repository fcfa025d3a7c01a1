import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readScenario } from '../scenario/read/read-scenario.js'
import { ScenarioError } from '../scenario/read/scenario-error.js'
import { Sweep } from './sweep.js'
import { SweepError } from './sweep-error.js'

const text = readFileSync(new URL('../../../../examples/scenarios/ideal-link.yaml', import.meta.url), 'utf8')
const sweepOf = (...vary: string[]): Sweep => new Sweep({ text, vary })
const points = ({ size }: Sweep): number[] => Array.from({ length: size }, (_, point) => point)

/** Fields that may vary, with values. */
const fields: readonly (readonly [path: string, values: readonly (string | number)[]])[] = [
  ['links[0].length', ['1 km', '2 km', '5 km', '10 km']],
  ['links[0].model.fidelity', [0.9, 0.95, '98 %']],
  ['nodes[alice].qubits', [1, 2, 3, 4, 5]],
  ['duration', ['100 ms', '1 s']]
]
const grids = fc
  .shuffledSubarray([...fields], { minLength: 1 })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map(([path, values]) => fc.tuple(fc.constant(path), fc.shuffledSubarray([...values], { minLength: 1 })))
    )
  )
const varyOf = (grid: readonly (readonly [string, readonly (string | number)[]])[]): string[] =>
  grid.map(([path, values]) => `${path}=${values.join(',')}`)

describe('a sweep', () => {
  it('has every combination once, the first field slowest', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const sweep = sweepOf(...varyOf(grid))
        let expected: Record<string, string | number>[] = [{}]
        for (const [path, values] of grid) {
          expected = expected.flatMap((at) => values.map((value) => ({ ...at, [path]: value })))
        }
        expect(points(sweep).map((point) => sweep.at(point))).toEqual(expected)
        expect(sweep.vary).toEqual(grid.map(([path, values]) => ({ path, values })))
        expect(new Set(points(sweep).map((point) => sweep.seedOf(point, 0))).size).toBe(sweep.size)
      }),
      { seed: 1, numRuns: 50 }
    )
  })

  it('changes what varies and nothing else', () => {
    const sweep = sweepOf('links[alice-bob].length=3 km', 'nodes.bob.clock.offset=5 ns', 'links[0].scheduler=fcfs')
    const base = readScenario(text)
    expect(sweep.scenario(0)).toEqual({
      ...base,
      nodes: [base.nodes[0], { ...base.nodes[1]!, clock: { offset: 5 } }],
      links: [{ ...base.links[0]!, length: 3, scheduler: 'fcfs' }]
    })
  })

  it('gives a run the same seed whatever else is in the grid, however it is written', () => {
    const seeds = (sweep: Sweep): Map<string, string> =>
      new Map(points(sweep).map((point) => [sweep.pointName(point), sweep.seedOf(point, 3)]))
    const small = seeds(sweepOf('links[0].length=10 km', 'nodes[0].qubits=2'))
    const large = seeds(sweepOf('nodes.alice.qubits=1..4:4', 'links.bob-alice.length=1..10 km:10'))
    expect([...small]).toEqual([
      ['links[0].length=10 km, nodes[0].qubits=2', '7/sweep/links[0].length=10 km, nodes[0].qubits=2/3']
    ])
    expect(large.size).toBe(40)
    for (const [name, seed] of small) expect(large.get(name)).toBe(seed)
  })

  it('takes its seed from the scenario if it is given none', () => {
    expect(sweepOf('duration=1 s').seed).toBe(7)
    const own = new Sweep({ text, vary: ['duration=1 s'], seed: 'mine' })
    expect(own.seedOf(0, 2)).toBe('mine/sweep/duration=1 s/2')
    expect(own.seedOf(0, 1)).not.toBe(own.seedOf(0, 2))
  })

  it('is told apart by scenario, grid and seed, and not by how they are written', () => {
    const one = sweepOf('links[0].length=1 km,2 km').identity
    expect(sweepOf('links.alice-bob.length=1km..2km:2').identity).toEqual(one)
    expect(new Sweep({ text: `# a comment\n${text}`, vary: ['links[0].length=1 km,2 km'] }).identity).toEqual(one)
    expect(sweepOf('links[0].length=1 km,3 km').identity.vary).not.toBe(one.vary)
    const shorter = text.replace('duration: 2 s', 'duration: 1 s')
    expect(new Sweep({ text: shorter, vary: ['links[0].length=1 km,2 km'] }).identity.scenario).not.toBe(one.scenario)
  })

  it.each<[string[], RegExp]>([
    [['foo'], /^'foo' is no PATH=VALUES; accepted: such as /],
    [['seed=1,2'], /^seed is varied; accepted: any other field/],
    [['length=1'], /^length is no known key; accepted: .*duration/],
    [['links[0].lenght=1 km'], /^links\[0\]\.lenght is no known key \(did you mean length\?\)/],
    [['links[0].length=1 km,5 kg'], /^links\[0\]\.length is "5 kg"; accepted: a length such as '10 km', in mm, m, km/],
    [['nodes[0].qubits=1..2:5'], /^nodes\[0\]\.qubits is 1\.25; accepted: an integer from 1 to 65536$/],
    [
      ['duration=1 s', 'links[0].model.fidelity=0.9..1.1:3'],
      /^links\[0\]\.model\.fidelity is 1\.1 at duration=1 s, links\[0\]\.model\.fidelity=1\.1; accepted: a number/
    ],
    [['requests[0].to=bob,carol'], /^requests\[0\]\.to is "carol"; accepted: the name of a node: alice, bob$/],
    [['links[0].length=1 km', 'links[bob-alice].length=2 km'], /^links\[0\]\.length is varied twice; accepted: every/],
    [['links[0].model=x', 'links[0].model.fidelity=1'], /^links\[0\]\.model is varied, and so is links\[0\]\.model\.f/],
    [['links[0].model.fidelity=1', 'links[0].model=x'], /^links\[0\]\.model is varied, and so is links\[0\]\.model\.f/],
    [
      ['nodes[0].qubits=1..1000:1000', 'nodes[1].qubits=1..1000:1000'],
      /^the grid is 1000000 points; accepted: up to 100000 points$/
    ]
  ])('of %j is refused', (vary, message) => {
    expect(() => sweepOf(...vary)).toThrow(SweepError)
    expect(() => sweepOf(...vary)).toThrow(message)
  })

  it('is refused by the file where the file is wrong', () => {
    expect(() => new Sweep({ text: 'name: x', file: 'a.yaml', vary: ['duration=1 s'] })).toThrow(ScenarioError)
  })
})

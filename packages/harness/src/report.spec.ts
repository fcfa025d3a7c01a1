import { readFileSync } from 'node:fs'
import {
  badgeOf,
  chartOf,
  findingsOf,
  htmlOf,
  junitOf,
  type Output,
  type Reaction,
  type Report,
  reportOf,
  runSuite,
  type SuiteOptions,
  type Trace
} from '@bellwire/conformance'
import { SPECIFICATION, suiteIdentity } from '@bellwire/conformance/runner'
import { decodeFrame } from '@bellwire/wire'
import Ajv from 'ajv'
import { beforeAll, describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'

const HOSTILE = '<script>alert("1")</script>\u0000&\''

/** Says of every pair that it is Φ+, sends bytes that are no frame, and has a name that would be more than a name. */
class Hostile extends NodeSubject {
  override readonly identity = { implementation: HOSTILE, version: ']]>', capabilities: ['LNK.KEEP'], roles: ['node'] }

  override async input(...given: Parameters<NodeSubject['input']>): Promise<Reaction> {
    const { outputs, wake } = await super.input(...given)
    return { outputs: outputs.map(flattered), wake }
  }
}

function flattered(output: Output): Output {
  return output.type === 'answer' && output.answer.type === 'ok'
    ? { ...output, answer: { ...output.answer, bellIndex: 0 } }
    : output
}

interface Judged {
  readonly report: Report
  readonly traces: readonly Trace[]
}

/** Does not tell its peer what its applications give back, as it should. */
class Discreet extends NodeSubject {
  override async input(...given: Parameters<NodeSubject['input']>): Promise<Reaction> {
    const { outputs, wake } = await super.input(...given)
    return { outputs: outputs.filter((output) => !isReleased(output)), wake }
  }
}

function isReleased(output: Output): boolean {
  return output.type === 'frame' && decodeFrame(output.bytes).type === 'RELEASED'
}

async function judged(subject: NodeSubject, options: Partial<SuiteOptions<'node'>> = {}): Promise<Judged> {
  const traces: Trace[] = []
  const keep = (trace: Trace): undefined => void (trace.verdict === 'pass' ? 0 : traces.push(trace))
  const result = await runSuite(subject, { seeds: 2, only: 'link/e', keep, ...options })
  const by = { specification: SPECIFICATION, suite: suiteIdentity(), role: 'node', isPart: true } as const
  return { report: reportOf(result, by), traces }
}

let right: Judged
let wrong: Judged
let generated: Judged
let discreet: Judged
beforeAll(async () => {
  right = await judged(new NodeSubject())
  wrong = await judged(new Hostile())
  generated = await judged(new Hostile(), { only: 'random/keep', seeds: 1, runs: 20 })
  discreet = await judged(new Discreet(), { only: 'link/released' })
})
const both = (): readonly Judged[] => [right, wrong]

/** Elements in their order. Throws where a text is not well-formed: an open element, a stray bracket, a strange entity. */
function elementsOf(xml: string): readonly string[] {
  const open: string[] = []
  const names: string[] = []
  for (const [, text = '', tag = ''] of xml.matchAll(/([^<]*)(<[^>]*>|$)/g)) {
    expect(text).not.toMatch(/>|&(?!(amp|lt|gt|quot|#39);)/)
    if (tag === '' || tag.startsWith('<?')) continue
    expect(tag).toMatch(/^<(\/\w+|\w+( [\w:-]+="[^"<&]*(&(amp|lt|gt|quot|#39);[^"<&]*)*")*\/?)>$/)
    const name = /\w+/.exec(tag)?.[0] ?? ''
    if (tag.startsWith('</')) expect(open.pop()).toBe(name)
    else {
      names.push(name)
      if (!tag.endsWith('/>')) open.push(name)
    }
  }
  expect(open).toEqual([])
  return names
}

describe('the report of a suite', () => {
  it('is as its schema says', () => {
    const schema = readFileSync(new URL('../../../conformance/schema/report.schema.json', import.meta.url), 'utf8')
    const validate = new Ajv.default({ allErrors: true }).compile(JSON.parse(schema) as object)
    for (const { report } of [...both(), generated, discreet]) {
      validate(JSON.parse(JSON.stringify(report)))
      expect(validate.errors).toBeNull()
    }
    expect(validate({ ...right.report, verdict: 'fine' })).toBe(false)
  })

  it('claims on one line what was judged, by which suite, and what was found', () => {
    const { hash, version } = suiteIdentity()
    expect(right.report.claim).toMatch(
      new RegExp(`^bellwire 0.1.0: link layer, in part, \\d+ requirements, suite ${version} ${hash}, 2 seeds, passed$`)
    )
    expect(wrong.report.claim).toMatch(/: link layer, in part, \d+ of \d+ requirements, .*, failed$/)
  })
})

describe('what a node should do', () => {
  it('is said where it does not, and is nothing against it', () => {
    const { verdict, cases, claim } = discreet.report
    expect(verdict).toBe('pass')
    expect(Object.keys(cases[0]?.unadvised ?? {})).toEqual(['LNK-087'])
    expect(claim).toMatch(/, passed, not in all as it should be$/)
    expect(right.report.cases.filter(({ unadvised }) => unadvised !== undefined)).toEqual([])
  })

  it('is judged as what it must do where that is asked for', async () => {
    const { report } = await judged(new Discreet(), { only: 'link/released', strict: true })
    expect([report.verdict, report.requirements['LNK-087']]).toEqual(['fail', 'fail'])
  })
})

describe('a profile', () => {
  const claimed = (change: object): Report => {
    const { identity, seeds, cases, requirements, verdict, specification, suite, role } = right.report
    const result = { identity, seeds, cases, requirements, verdict, ...change }
    return reportOf(result, { specification, suite, role, isPart: false })
  }

  it('is claimed by who passes all cases of its role, and has what it needs', () => {
    expect(claimed({})).toMatchObject({ profile: 'Core-Link', claim: expect.stringMatching(/: Core-Link 1\.0, /) })
    expect(right.report.profile).toBeUndefined()
    expect(claimed({ verdict: 'inconclusive' }).profile).toBeUndefined()
    const { identity } = right.report
    expect(claimed({ identity: { ...identity, capabilities: ['LNK.KEEP'] } }).profile).toBeUndefined()
  })
})

describe('a case that fails', () => {
  it('is played again, and says how often it failed', async () => {
    expect(wrong.report.cases.find(({ verdict }) => verdict === 'fail')?.repeated).toMatchObject({ failed: 3, of: 3 })
    expect(right.report.cases.filter(({ repeated }) => repeated !== undefined)).toEqual([])
    let starts = 0
    /** Wrong in its first process alone. */
    class Fickle extends Hostile {
      override async start(setting: Parameters<NodeSubject['start']>[0]): Promise<Reaction> {
        starts += 1
        return super.start(setting)
      }
      override async input(...given: Parameters<NodeSubject['input']>): Promise<Reaction> {
        return starts > 1 ? NodeSubject.prototype.input.apply(this, given) : super.input(...given)
      }
    }
    const { report } = await judged(new Fickle(), { only: 'link/every-bell-index', seeds: 1 })
    expect(report.cases[0]?.repeated).toEqual({ seed: 1, failed: 1, of: 3 })
  })
})

describe('JUnit XML', () => {
  it('is well-formed whatever a node calls itself, and counts what failed', () => {
    for (const { report } of both()) {
      const xml = junitOf(report)
      const failures = report.cases.filter(({ verdict }) => verdict === 'fail').length
      expect(elementsOf(xml).filter((name) => name === 'testcase')).toHaveLength(report.cases.length)
      expect(elementsOf(xml).filter((name) => name === 'failure')).toHaveLength(failures)
      expect(xml).toContain(` failures="${failures}" `)
    }
    expect(junitOf(wrong.report)).toContain('LNK-008')
  })
})

describe('the page', () => {
  it('has every requirement of the specification once, with what was found of it', () => {
    const page = htmlOf(wrong.report, wrong.traces)
    const rows = [...page.matchAll(/<tr id="([A-Z]{3}-\d{3})"><th>\1<\/th><td class="([\w-]+)">/g)]
    const found = new Map(rows.map(([, id = '', verdict = '']) => [id, verdict]))
    expect(found.size).toBe(rows.length)
    expect(found.size).toBeGreaterThan(800)
    for (const [id, verdict] of Object.entries(wrong.report.requirements)) expect(found.get(id)).toBe(verdict)
    expect(found.get('LNK-008')).toBe('fail')
    expect(found.get('KEY-001')).toBe('not-judged')
  })

  it('needs nothing but itself, and is read in the dark and on a phone', () => {
    for (const { report, traces } of both()) {
      const page = htmlOf(report, traces)
      expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|src=|<link|@import|url\(/)
      expect(page).toContain('prefers-color-scheme: dark')
      expect(page).toContain('name="viewport" content="width=device-width')
    }
  })

  it('lets no node write more than text into it', () => {
    const page = htmlOf(wrong.report, wrong.traces)
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)')
    expect(page).not.toContain('<script')
    expect(page).not.toContain('\u0000')
  })

  it('draws what led to each failure', () => {
    const failed = wrong.report.cases.filter(({ verdict }) => verdict === 'fail')
    expect(failed.length).toBeGreaterThan(0)
    expect(htmlOf(wrong.report, wrong.traces).split('class="chart"')).toHaveLength(failed.length + 1)
    expect(htmlOf(right.report, right.traces)).not.toContain('class="chart"')
  })
})

describe('a message-sequence chart', () => {
  it('has the parties, and marks the arrow at which the requirement was broken', () => {
    const trace = wrong.traces[0] as Trace
    const finding = findingsOf(trace)[0]
    const chart = chartOf(trace, finding?.event ?? 0)
    expect(elementsOf(chart)).toContain('g')
    for (const lane of ['peer', 'station', 'hardware', 'application', 'node under test'])
      expect(chart).toContain(`>${lane}<`)
    const accused = [...chart.matchAll(/<g class="arrow accused" id="event-(\d+)">/g)]
    expect(accused.map(([, n]) => Number(n))).toEqual([finding?.event])
    expect(chart).toContain('REPLY')
  })
})

describe('a badge', () => {
  it('is a picture with the claim', () => {
    for (const { report } of both()) expect(elementsOf(badgeOf(report))).toContain('title')
    expect(badgeOf(right.report)).toContain('pass</text>')
    expect(badgeOf(wrong.report)).toContain('fail</text>')
  })
})

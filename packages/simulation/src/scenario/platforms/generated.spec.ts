import { readFileSync } from 'node:fs'
import Ajv from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { covers, drawn, mustSay, places, type Place, wrongValues } from '../../../test/schema-values.js'
import { kinds } from '../models/kinds.js'
import { readScenario } from '../read/read-scenario.js'
import { ScenarioError, showPath } from '../read/scenario-error.js'
import { isMapping, withValueAt } from '../read/value-at.js'
import { runScenario } from '../run/run-scenario.js'
import { anySchema } from '../schema/parts.js'
import { platform } from '../schema/platform.js'
import { platformsOfScenario } from './catalogue.js'

const schema = anySchema(platform)
const published = JSON.parse(
  readFileSync(new URL('../../../schema/scenario.schema.json', import.meta.url), 'utf8')
) as object
const validate = new Ajv.default({ strict: false }).compile(published)

/** A scenario with a link of one platform. */
function scenarioOf(description: unknown, link: Record<string, unknown> = { length: '10 km' }): unknown {
  return {
    name: 'drawn',
    duration: '1 ms',
    platforms: { own: description },
    nodes: ['alice', 'bob'].map((name) => ({ name, platform: 'own', qubits: 2 })),
    stations: [{ name: 'middle' }],
    links: [{ a: 'alice', b: 'bob', station: 'middle', model: { kind: 'platform', platform: 'own' }, ...link }]
  }
}

function failure(content: unknown): ScenarioError | undefined {
  try {
    // JSON is YAML, and quicker to read.
    readScenario(JSON.stringify(content), 'scenario.yaml')
    return undefined
  } catch (error) {
    if (error instanceof ScenarioError) return error
    throw error
  }
}

const full = covers(schema)

/** Every field of a description, once for each schema that it can have, with a description that has it. */
const fields = new Map<string, Place & { readonly description: unknown }>()
for (const description of full) {
  for (const place of places(schema, description)) {
    const { type, message } = place.schema
    const key = `${showPath(place.path)} ${type} ${String(message)}`
    if (!fields.has(key)) fields.set(key, { ...place, description })
  }
}

const REQUEST = { from: 'alice', to: 'bob', kind: 'measure', number: 5, minimumFidelity: 0.3 }

const PLACE = ['platforms', 'own']
const path = (place: Place): (string | number)[] => [...PLACE, ...place.path]

/** What a union says instead of its options: the message of the field as a whole. */
const said = (place: Place): readonly string[] => mustSay(place.schema)

describe('a description of hardware', () => {
  it('is looked at in all its fields, with every kind of emission', () => {
    expect(fields.size).toBeGreaterThan(80)
    expect(new Set(full.map((one) => ((one as Record<string, unknown>)['emission'] as { kind: string }).kind))).toEqual(
      new Set(kinds.map(({ kind }) => kind))
    )
    for (const description of full)
      expect(validate(scenarioOf(description)), JSON.stringify(validate.errors)).toBe(true)
  })

  it.each([...fields.values()].map((place) => [showPath(place.path), place] as const))(
    '%s: a wrong value is one problem, with the path, the value, and what is accepted',
    (_, place) => {
      for (const wrong of wrongValues(place.schema)) {
        const error = failure(scenarioOf(withValueAt(place.description, place.path, wrong)))
        const about = `${showPath(place.path)} as ${JSON.stringify(wrong)}`
        expect(error?.others, about).toEqual([])
        expect(error!.field, about).toBe(showPath(path(place)))
        expect(error!.value, about).toBe(JSON.stringify(wrong))
        for (const words of said(place)) expect(error!.accepted, about).toContain(words)
      }
    }
  )

  const required = [...fields.values()].filter((place) => place.required)

  it.each(required.map((place) => [showPath(place.path), place] as const))(
    '%s: missing, it is one problem that says what it takes',
    (_, place) => {
      const content = scenarioOf(without(place.description, place.path))
      const error = failure(content)
      expect(error?.others).toEqual([])
      expect(error!.field).toBe(showPath(path(place)))
      expect(error!.value).toBe('missing')
      for (const words of said(place)) expect(error!.accepted).toContain(words)
      expect(validate(content)).toBe(false)
    }
  )

  it('has no unknown fields: each is one problem that says which there are', () => {
    for (const description of full) {
      const mappings: Place['path'][] = [[]]
      for (const place of places(schema, description)) {
        if (['strict_object', 'variant'].includes(place.schema.type)) mappings.push(place.path)
      }
      for (const at of mappings) {
        const mapping = at.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], description)
        if (!isMapping(mapping)) continue
        const [known = ''] = Object.keys(mapping).slice(-1)
        const content = scenarioOf(withValueAt(description, [...at, `${known}x`], 1))
        const error = failure(content)
        expect(error?.others).toEqual([])
        expect(error!.field).toBe(showPath([...PLACE, ...at, `${known}x`]))
        expect(error!.value).toMatch(new RegExp(`^no known key \\(did you mean ${known}`))
        for (const key of Object.keys(mapping)) expect(error!.accepted).toContain(key)
        expect(validate(content)).toBe(false)
      }
    }
  })
})

/** A document without what stands at a place. */
function without(document: unknown, [key, ...rest]: Place['path']): unknown {
  const copy: unknown = structuredClone(document)
  const parent = [key!, ...rest]
    .slice(0, -1)
    .reduce<unknown>((value, one) => (value as Record<string, unknown>)[one], copy)
  Reflect.deleteProperty(parent as object, [key!, ...rest].at(-1)!)
  return copy
}

type Fields = Readonly<Record<string, unknown>>

/** A description whose numbers can be true together: where the schema leaves relations open, they are set. */
function tamed(description: Fields, attempt: unknown): Fields {
  const { tags: _tags, attempt: _attempt, length, memory, storage, fibre, gates, emission, ...rest } = description
  const lasting = (law: unknown): unknown =>
    isMapping(law) && law['law'] === 'relaxation' ? { ...law, coherenceTime: law['relaxationTime'] } : law
  return {
    ...rest,
    emission: alone(emission as Fields),
    ...(attempt !== undefined && { attempt }),
    ...(length !== undefined && { length: '800 m' }),
    ...(memory !== undefined && { memory: lasting(memory) }),
    ...(isMapping(storage) && { storage: { ...storage, memory: lasting(storage['memory']) } }),
    ...(isMapping(fibre) && { fibre: { ...fibre, velocity: '200000 km/s', statedAt: '0 km' } }),
    ...(isMapping(gates) && { gates: { ...gates, between: true } })
  }
}

const PHOTONS_MEET = new Set(['single-click', 'two-click', 'dlcz', 'cavity'])

/** A loop whose probes fit into its period, and that is said one way. */
function fitting({ frequencyDifference: _difference, calibration, ...loop }: Fields): Fields {
  const corrected = isMapping(calibration) && { calibration: { ...calibration, interval: '1 s' } }
  return { ...loop, period: '1 ms', ...corrected }
}

/** An emission without fields that exclude each other, and without files. */
function alone(emission: Fields): Fields {
  const { successProbability: _s, bellDiagonal: _b, pump: _p, comb: _c, tags: _t, ...others } = emission
  const { preparation, phaseContrast: _contrast, stabilisation, ...rest } = others
  return {
    ...(emission['kind'] === 'ideal' && { attempts: 10, fidelity: 0.9 }),
    ...(emission['kind'] === 'cavity' && { modes: 2 }),
    ...(isMapping(preparation) && { preparation: { ...preparation, every: '1 ms', for: '10 us' } }),
    ...rest,
    ...(isMapping(stabilisation)
      ? { stabilisation: fitting(stabilisation) }
      : PHOTONS_MEET.has(emission['kind'] as string) && { phaseContrast: 0.95 }),
    ...(Array.isArray(rest['bases']) && { bases: [...new Set(rest['bases'])] })
  }
}

/** Without what a link of pairs that both ends measure has no use for. */
function played(description: Fields): Fields {
  if ((description['emission'] as Fields)['kind'] !== 'pair-source') return description
  const { attempt: _attempt, station: _station, detectors: _detectors, photon: _photon, ...rest } = description
  return rest
}

const attempts = fc.constantFrom(undefined, { overhead: '20 us' }, { period: '50 us' }, { rate: '15 kHz' })

describe('descriptions drawn over the schema', () => {
  const meter = { now: () => 0, peakMemoryBytes: () => 0 }

  it('play, and are the same again from the YAML that they are written as', async () => {
    const counts = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(drawn(schema), attempts, async (description, attempt) => {
        const own = played(tamed(description as Fields, attempt))
        const link = own['length'] === undefined ? { length: '800 m' } : {}
        const content = { ...(scenarioOf(own, link) as object), requests: [REQUEST] }
        const text = stringify(content)
        const [platformOfText] = platformsOfScenario(text)
        const section = platformOfText!.yaml()
        const pasted = `${stringify({ ...content, platforms: undefined })}${section}`
        expect(platformsOfScenario(pasted)[0]!.yaml()).toBe(section)
        expect(readScenario(pasted)).toEqual(readScenario(text))
        const { report } = await runScenario(readScenario(pasted), { meter })
        expect(report.pairs.length).toBe(1)
        const { kind } = own['emission'] as { kind: string }
        counts.set(kind, (counts.get(kind) ?? 0) + 1)
      }),
      { numRuns: 48, seed: 7 }
    )
    for (const { kind } of kinds) expect(counts.get(kind), kind).toBeGreaterThan(1)
  })
})

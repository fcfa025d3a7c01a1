import { chainEfficiency, efficiencyToDecibels, ParameterError, WorldError } from '@bellwire/physics'
import { slotPeriodOf } from '../../network/description.js'
import { armOf } from '../models/arm.js'
import { kindOf } from '../models/kinds.js'
import { linkOf, nodeOf } from '../network/network-of.js'
import { known } from '../read/known.js'
import { memoryProblems } from '../read/memory-problems.js'
import type { FieldPath, Problem } from '../read/scenario-error.js'
import type { LinkFileInput } from '../schema/link.js'
import { anySchema } from '../schema/parts.js'
import type { PlatformInput, PlatformReference } from '../schema/platform.js'
import { writtenQuantity } from '../schema/written.js'
import { taggable } from './parameters.js'
import { armParts, linkOnPlatform, nodeOnPlatform } from './resolve.js'

/** A path that begins at what is looked at. */
export type At = (...path: FieldPath) => FieldPath

/** A link whose model is a platform. */
export type LinkOfPlatform = LinkFileInput & { readonly model: PlatformReference }

const time = (nanoseconds: number): string => writtenQuantity('time', nanoseconds)

/** Numbers of one platform that contradict each other, over any length. */
export function* ownProblems(platform: PlatformInput, at: At): Generator<Problem> {
  yield* memoryProblems(platform, at)
  yield* emissionProblems(platform, at)
  yield* attemptProblems(platform, at)
  yield* statedAtProblems(platform, at)
  yield* gateProblems(platform, at)
  const fields = taggable(platform)
  for (const field of Object.keys(platform.tags ?? {})) {
    for (const problem of known(at('tags', field), field, fields, 'field with a number')) {
      yield { ...problem, key: true }
    }
  }
}

/** What the emission's own kind says of it and of the optics, where that is not about the arms of a link. */
function* emissionProblems({ emission, detectors, station = {} }: PlatformInput, at: At): Generator<Problem> {
  const place: At = (first = '', ...rest) => {
    if (first === 'model') return at('emission', ...rest)
    if (first === 'detectors') return at(first, ...rest)
    return first in station ? at('station', first, ...rest) : []
  }
  const { window, noise } = station
  const optics = {
    length: 0,
    ...(detectors && { detectors }),
    ...(window !== undefined && { window }),
    ...(noise && { noise })
  }
  for (const problem of kindOf(emission).problems?.(emission, optics, place) ?? []) {
    if (problem.path.length > 0) yield problem
  }
}

const ATTEMPTS = ['overhead', 'period', 'rate'] as const

function* attemptProblems({ attempt = {} }: PlatformInput, at: At): Generator<Problem> {
  const said = ATTEMPTS.filter((field) => attempt[field] !== undefined)
  const [first, second] = said
  if (first !== undefined && second !== undefined)
    yield { path: at('attempt', second), value: 'given', accepted: `one of ${ATTEMPTS.join(', ')}: ${first} is given` }
}

/** What is said of gates that there are not. */
function* gateProblems({ gates = {} }: PlatformInput, at: At): Generator<Problem> {
  if (gates.between !== false) return
  for (const field of ['depolarising', 'twoQubit', 'swap', 'distil'] as const) {
    if (gates[field] !== undefined)
      yield { path: at('gates', field), value: 'given', accepted: `no ${field} of hardware with between: false` }
  }
}

/** Efficiencies that would be above 1 if there were no fibre. */
function* statedAtProblems(platform: PlatformInput, at: At): Generator<Problem> {
  const statedAt = platform.fibre?.statedAt
  if (statedAt === undefined || statedAt === 0) return
  for (const end of [0, 1] as const) {
    const arm = armParts(platform, end)
    const counted = arm.statedAt ?? 0
    const { chain } = armOf({ ...arm, statedAt: 0, length: 0 }, platform.detectors?.efficiency)
    const loss = efficiencyToDecibels(chainEfficiency(chain))
    const ofFibre = efficiencyToDecibels(1 / armOf({ ...arm, length: 0 }).transmission)
    if (ofFibre <= loss) continue
    yield {
      path: at('fibre', 'statedAt'),
      value: writtenQuantity('length', statedAt),
      accepted: `at most ${shown(statedAt * (loss / ofFibre))} km: ${counted} km of fibre lose more than everything from ${end === 0 ? 'a' : 'b'} together`
    }
    return
  }
}

/** What the physics refuses of a platform's nodes, and of its links where it has one length. */
export function* physicsProblems(name: string, platform: PlatformInput, at: At): Generator<Problem> {
  yield* refused(at(), () => nodeOf(nodeOnPlatform({ name, qubits: 1 }, platform)))
  if (platform.length === undefined) return
  const link = { a: 'a', b: 'b', station: 'station', model: { kind: 'platform' as const, platform: name } }
  yield* slotProblems(link, name, platform, (field = '') => (field === 'length' ? at(field) : at('station', field)))
}

/** What is wrong with a link of a platform that is right by itself. */
export function* useProblems(link: LinkOfPlatform, name: string, platform: PlatformInput, at: At): Generator<Problem> {
  const lengths = [link.arms?.a?.length, link.arms?.b?.length]
  const measured = link.length !== undefined || lengths.some((length) => length !== undefined)
  if (platform.length !== undefined && measured) {
    yield { path: at('length'), value: 'given', accepted: `no length: ${name} has its own` }
    return
  }
  if (platform.length === undefined && link.length === undefined && lengths.includes(undefined)) {
    yield { path: at('length'), value: 'missing', accepted: `a length such as '10 km', for platform ${name}` }
    return
  }
  if (
    link.model.brightnesses !== undefined &&
    anySchema(kindOf(platform.emission).schema).entries?.['brightnesses'] === undefined
  ) {
    yield {
      path: at('model', 'brightnesses'),
      value: 'given',
      accepted: `no brightnesses: ${name} has the model ${platform.emission.kind}`
    }
  }
  // A slot of the link's own is the link's own affair.
  if (link.slotPeriod === undefined && link.attemptRate === undefined) yield* slotProblems(link, name, platform, at)
}

/** The slot of a platform against its window, its guard, and the way of the light (PHY-006). */
function* slotProblems(link: LinkOfPlatform, name: string, platform: PlatformInput, at: At): Generator<Problem> {
  const description = linkOf(linkOnPlatform(link, platform))
  const { delays, guard, window } = description
  const slot = slotPeriodOf(description)
  const of = `of a slot of ${time(slot)} (platform ${name})`
  const roundTrip = 2 * Math.max(...delays)
  if (2 * guard > slot) {
    yield { path: at('guard'), value: time(guard), accepted: `at most ${time(slot / 2)}, half ${of}` }
  } else if (slot < roundTrip + 2 * guard && description.holdsOnHerald !== true) {
    const length = link.length ?? platform.length ?? (link.arms?.a?.length ?? 0) + (link.arms?.b?.length ?? 0)
    yield {
      path: at('length'),
      value: writtenQuantity('length', length),
      accepted:
        `at most ${shown((length * (slot - 2 * guard)) / roundTrip)} km with slots of ${time(slot)} (platform ${name}), or ` +
        `slots of at least ${time(roundTrip + 2 * guard)}, for light, answer and two guards`
    }
  }
  if (window >= slot)
    yield { path: at('window'), value: time(window), accepted: `below ${time(slot)}, the length ${of}` }
}

/** Five digits, never more than the number itself. */
function shown(number: number): string {
  const decimals = 4 - Math.floor(Math.log10(number))
  return String(Number(`${Math.floor(number * 10 ** decimals)}e${-decimals}`))
}

function* refused(path: FieldPath, make: () => void): Generator<Problem> {
  try {
    make()
  } catch (error) {
    if (!(error instanceof ParameterError || error instanceof WorldError)) throw error
    yield { path, value: `refused by the physics: ${error.field} is ${String(error.value)}`, accepted: error.accepted }
  }
}

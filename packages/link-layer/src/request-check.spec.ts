import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LinkLayerError } from './errors.js'
import { checkRequest } from './request-check.js'
import { CREATE_DEFAULTS, type CreateRequest } from './service.js'

const request: CreateRequest = { ...CREATE_DEFAULTS, number: 3, minimumFidelity: 0.8 }

/** A field, a value that is refused, and what the refusal names as accepted. */
const REFUSED: readonly [keyof CreateRequest, unknown, string][] = [
  ['number', 0, 'an integer from 1 to 4294967295'],
  ['number', 2 ** 32, 'an integer from 1 to 4294967295'],
  ['number', 1.5, 'an integer from 1 to 4294967295'],
  ['number', Number.NaN, 'an integer from 1 to 4294967295'],
  ['minimumFidelity', -0.1, 'a number from 0 to 1'],
  ['minimumFidelity', 1.1, 'a number from 0 to 1'],
  ['minimumFidelity', Number.NaN, 'a number from 0 to 1'],
  ['timeLimit', -1, 'an integer from 0 to 9007199254740991'],
  ['timeLimit', 0.5, 'an integer from 0 to 9007199254740991'],
  ['timeLimit', Number.POSITIVE_INFINITY, 'an integer from 0 to 9007199254740991'],
  ['purpose', 65_536, 'an integer from 0 to 65535'],
  ['purpose', -1, 'an integer from 0 to 65535'],
  ['priority', 8, 'an integer from 0 to 7'],
  ['priority', -1, 'an integer from 0 to 7'],
  ['kind', 'send', "'keep', 'measure' or 'prepare'"],
  ['kind', undefined, "'keep', 'measure' or 'prepare'"],
  ['atomic', 1, 'true or false'],
  ['consecutive', undefined, 'true or false'],
  ['raw', 'no', 'true or false'],
  ['paced', 1, 'true or false']
]

/** A measurement that is refused, and the field, value and acceptance that the refusal names. */
const MEASUREMENTS: readonly [unknown, string][] = [
  [{ basis: 'W' }, "basis is W; accepted: 'Z', 'X', 'Y', 'ZPlus' or 'ZMinus'"],
  [{ rotation: [0, 256, 0] }, 'rotation[1] is 256; accepted: an integer from 0 to 255'],
  [{ rotation: [0.5, 0, 0] }, 'rotation[0] is 0.5; accepted: an integer from 0 to 255'],
  [{ rotation: [1, 2] }, 'rotation is 1,2; accepted: 3 integers from 0 to 255'],
  [{ random: 'ZZ' }, "random is ZZ; accepted: 'XZ', 'XYZ' or 'CHSH'"],
  [{ random: 'XZ', probabilities: [1.5] }, 'probabilities[0] is 1.5; accepted: a number from 0 to 1'],
  [{ random: 'XYZ', probabilities: [0.7, 0.6] }, 'probabilities is 0.7,0.6; accepted: numbers whose sum is at most 1'],
  [{ random: 'XYZ', probabilities: [0.7] }, 'probabilities is 0.7; accepted: 2 numbers for XYZ'],
  [{ random: 'toString' }, "random is toString; accepted: 'XZ', 'XYZ' or 'CHSH'"],
  [{ rotation: [1, 2, 3, 4] }, 'rotation is 1,2,3,4; accepted: 3 integers from 0 to 255'],
  [{ random: 'XZ', probabilities: ['0.5'] }, 'probabilities[0] is 0.5; accepted: a number from 0 to 1'],
  [{ random: 'XZ', probabilities: '1' }, 'probabilities is 1; accepted: 1 number for XZ'],
  [{}, 'is [object Object]; accepted: one of a basis, a rotation and a random set'],
  [{ basis: 'Z', random: 'XZ' }, 'is basis and random; accepted: one of a basis, a rotation and a random set'],
  [null, 'is null; accepted: one of a basis, a rotation and a random set'],
  ['Z', 'is Z; accepted: one of a basis, a rotation and a random set']
]

/** Where no integer from 0 to `maximum` may stand, nor a share. */
const noNumber = (isRight: (value: number) => boolean) =>
  fc
    .oneof(
      fc.constantFrom<unknown>(Number.NaN, Infinity, -Infinity, -1, -0.5, 1.5, 2 ** 53, '1', '', 1n, true, false),
      fc.constantFrom<unknown>(null, undefined, [], [1], {}, Object.create(null), Symbol('1'), new Date(1), () => 1),
      fc.double(),
      fc.anything()
    )
    .filter((value) => !(typeof value === 'number' && isRight(value)))
const noInteger = (minimum: number, maximum: number) =>
  noNumber((value) => value % 1 === 0 && value >= minimum && value <= maximum)
const noShare = noNumber((value) => value >= 0 && value <= 1)
const noneOf = (...accepted: unknown[]) =>
  fc
    .oneof(fc.anything(), fc.string(), fc.constantFrom<unknown>('toString', '__proto__', 'z', ' Z', 0, 1, ['Z']))
    .filter((value) => !accepted.includes(value))
const noList = (length: number) =>
  fc.anything().filter((value) => !(Array.isArray(value) && value.length === length) && value !== undefined)

const noMeasurement: readonly [path: string, fc.Arbitrary<unknown>][] = [
  ['', fc.oneof(fc.constantFrom<unknown>(null, undefined, [], {}, 'Z', 0, 1n, { basis: 'Z', rotation: [0, 0, 0] }))],
  ['.basis', noneOf('Z', 'X', 'Y', 'ZPlus', 'ZMinus').map((basis) => ({ basis }))],
  ['.rotation', fc.oneof(noList(3), fc.constant(undefined)).map((rotation) => ({ rotation }))],
  ['.rotation[1]', noInteger(0, 255).map((angle) => ({ rotation: [0, angle, 0] }))],
  ['.rotation[2]', noInteger(0, 255).map((angle) => ({ rotation: [0, 255, angle] }))],
  ['.random', noneOf('XZ', 'XYZ', 'CHSH').map((random) => ({ random }))],
  ['.probabilities', noList(1).map((probabilities) => ({ random: 'CHSH', probabilities }))],
  ['.probabilities', noList(2).map((probabilities) => ({ random: 'XYZ', probabilities }))],
  ['.probabilities[0]', noShare.map((share) => ({ random: 'XZ', probabilities: [share] }))],
  ['.probabilities[1]', noShare.map((share) => ({ random: 'XYZ', probabilities: [0.5, share] }))]
]

/** Every field, and what it does not take. */
const MALFORMED: readonly [path: string, fields: fc.Arbitrary<object>][] = [
  ['number', noInteger(1, 2 ** 32 - 1).map((number) => ({ number }))],
  ['minimumFidelity', noShare.map((minimumFidelity) => ({ minimumFidelity }))],
  ['timeLimit', noInteger(0, 2 ** 53 - 1).map((timeLimit) => ({ timeLimit }))],
  ['purpose', noInteger(0, 65_535).map((purpose) => ({ purpose }))],
  ['priority', noInteger(0, 7).map((priority) => ({ priority }))],
  ['kind', noneOf('keep', 'measure', 'prepare').map((kind) => ({ kind }))],
  ['atomic', noneOf(true, false).map((atomic) => ({ atomic }))],
  ['consecutive', noneOf(true, false).map((consecutive) => ({ consecutive }))],
  ['raw', noneOf(true, false).map((raw) => ({ raw }))],
  ['paced', noneOf(true, false).map((paced) => ({ paced }))],
  ...(['originator', 'responder'] as const).flatMap((end) =>
    noMeasurement.map(([path, values]): [string, fc.Arbitrary<object>] => [
      `${end}${path}`,
      values.map((choice) => ({ [end]: choice }))
    ])
  )
]

function refusal(fields: object): LinkLayerError {
  try {
    checkRequest({ ...request, ...fields })
  } catch (error) {
    expect(error).toBeInstanceOf(LinkLayerError)
    return error as LinkLayerError
  }
  throw new Error('it was not refused')
}

describe('the check of a CREATE (LNK-001)', () => {
  it.each(REFUSED)('refuses %s %s, naming field, value and what is accepted', (field, value, accepted) => {
    const error = refusal({ [field]: value })
    expect(error.code).toBe('INVALID_REQUEST')
    expect(error.message).toBe(`${field} is ${String(value)}; accepted: ${accepted}`)
  })

  it('refuses to pace what is wanted together', () => {
    expect(refusal({ paced: true, consecutive: false }).message).toBe(
      'paced is true; accepted: false, where the request is not consecutive'
    )
  })

  it.each(['originator', 'responder'] as const)('refuses measurements of the %s that are none', (end) => {
    for (const [choice, message] of MEASUREMENTS) {
      const error = refusal({ [end]: choice })
      expect(error.code).toBe('INVALID_REQUEST')
      expect(error.message).toBe(message.startsWith('is ') ? `${end} ${message}` : `${end}.${message}`)
    }
  })

  it('checks every field of a request', () => {
    const checked = new Set(MALFORMED.map(([path]) => path.split('.')[0]))
    expect(checked).toEqual(new Set(Object.keys(request)))
  })

  it.each(MALFORMED)('names %s, whatever stands there', (path, malformed) => {
    fc.assert(
      fc.property(malformed, (fields) => {
        const error = refusal(fields)
        expect(error.code).toBe('INVALID_REQUEST')
        expect(error.message.startsWith(`${path} is `)).toBe(true)
        expect(error.message).toContain('; accepted: ')
      }),
      { seed: 21, numRuns: 200 }
    )
  })

  it('accepts the ends of every range', () => {
    for (const fields of [
      { number: 1, minimumFidelity: 0, timeLimit: 0, purpose: 0, priority: 0 },
      { number: 2 ** 32 - 1, minimumFidelity: 1, timeLimit: Number.MAX_SAFE_INTEGER, purpose: 65_535, priority: 7 },
      { kind: 'measure', originator: { rotation: [0, 255, 0] }, responder: { random: 'XYZ', probabilities: [0, 1] } },
      { kind: 'prepare', originator: { random: 'CHSH', probabilities: [0.3] }, responder: { random: 'XZ' } }
    ] as const) {
      expect(() => checkRequest({ ...request, ...fields })).not.toThrow()
    }
  })
})

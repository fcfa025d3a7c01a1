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
  ['raw', 'no', 'true or false']
]

/** A measurement that is refused, and the field, value and acceptance that the refusal names. */
const MEASUREMENTS: readonly [unknown, string][] = [
  [{ basis: 'W' }, "basis is W; accepted: 'Z', 'X', 'Y', 'ZPlus' or 'ZMinus'"],
  [{ rotation: [0, 256, 0] }, 'rotation[1] is 256; accepted: an integer from 0 to 255'],
  [{ rotation: [0.5, 0, 0] }, 'rotation[0] is 0.5; accepted: an integer from 0 to 255'],
  [{ rotation: [1, 2] }, 'rotation[2] is undefined; accepted: an integer from 0 to 255'],
  [{ random: 'ZZ' }, "random is ZZ; accepted: 'XZ', 'XYZ' or 'CHSH'"],
  [{ random: 'XZ', probabilities: [1.5] }, 'probabilities[0] is 1.5; accepted: a number from 0 to 1'],
  [{ random: 'XYZ', probabilities: [0.7, 0.6] }, 'probabilities is 0.7,0.6; accepted: numbers whose sum is at most 1'],
  [{ random: 'XYZ', probabilities: [0.7] }, 'probabilities is 0.7; accepted: 2 numbers for XYZ'],
  [{}, 'is [object Object]; accepted: a basis, a rotation or a random set']
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

  it.each(['originator', 'responder'] as const)('refuses measurements of the %s that are none', (end) => {
    for (const [choice, message] of MEASUREMENTS) {
      const error = refusal({ [end]: choice })
      expect(error.code).toBe('INVALID_REQUEST')
      expect(error.message).toBe(message.startsWith('is ') ? `${end} ${message}` : `${end}.${message}`)
    }
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

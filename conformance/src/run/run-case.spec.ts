import { describe, expect, it } from 'vitest'
import { CASES } from '../cases/index.js'
import { NodeFailed, type Reaction, type Subject } from '../subject/subject.js'
import { runCase } from './run-case.js'

const identity = { implementation: 'none', version: '0', capabilities: [] }
const silent: Reaction = { outputs: [], wake: Infinity }

const failing = (error: Error, at: 'start' | 'input'): Subject => ({
  identity,
  start: async () => {
    if (at === 'start') throw error
    return { outputs: [], wake: 1000 }
  },
  input: async () => silent,
  advance: async () => {
    throw error
  },
  close: async () => undefined
})

describe('one case', () => {
  const [one] = CASES

  it('finds a node wrong that cannot go on (HAR-044)', async () => {
    if (one === undefined) throw new Error('there is a case')
    const { verdict, findings } = await runCase(failing(new NodeFailed('no such table'), 'input'), one, 1)
    expect(verdict).toBe('fail')
    expect(findings).toMatchObject([
      { requirement: 'HAR-044', message: 'what is under test cannot go on: no such table' }
    ])
  })

  it.each(['start', 'input'] as const)('says nothing of a node where the fault is another: at %s', async (at) => {
    if (one === undefined) throw new Error('there is a case')
    await expect(runCase(failing(new Error('no connection'), at), one, 1)).rejects.toThrow('no connection')
  })
})

import { describe, expect, it } from 'vitest'
import { checkLock, hashOf, lockText, readLock } from './lock.mjs'

const at = { file: 'spec/x.md', line: 3 }
const one = { id: 'LNK-001', text: 'A node MUST do this.', ...at }
const two = { id: 'LNK-002', text: 'A node MUST do that.', ...at }
const specification = { requirements: [one, two], withdrawn: [] as string[] }

const never = (): boolean => false
const lock = readLock(lockText(new Map(), specification, never))
const messages = (next: Parameters<typeof checkLock>[1], by = lock): string[] =>
  checkLock(by, next).map(({ file, line, message }) => `${file}:${line} ${message}`)

describe('the lock of the specification', () => {
  it('has nothing against texts that are as they were locked, wherever their lines end', () => {
    expect(messages(specification)).toEqual([])
    expect(messages({ ...specification, requirements: [two, { ...one, text: 'A node\n  MUST do this. ' }] })).toEqual(
      []
    )
  })

  it('refuses a text that is another, until it is named', () => {
    const changed = { ...specification, requirements: [{ ...one, text: 'A node MUST do `this`.' }, two] }
    expect(messages(changed)).toEqual([
      'spec/x.md:3 the text of LNK-001 is not what was locked: read the tests and cases that cite it, then npm run spec:lock -- LNK-001'
    ])
    expect(messages(changed, readLock(lockText(lock, changed, (id) => id === 'LNK-002')))).toHaveLength(1)
    expect(messages(changed, readLock(lockText(lock, changed, (id) => id === 'LNK-001')))).toEqual([])
  })

  it('takes new requirements when it is told to', () => {
    const more = { ...specification, requirements: [one, two, { ...one, id: 'LNK-003' }] }
    expect(messages(more)).toEqual(['spec/x.md:3 LNK-003 is not locked: npm run spec:lock'])
    expect(messages(more, readLock(lockText(lock, more, never)))).toEqual([])
  })

  it('refuses that one is removed, but not that it is withdrawn', () => {
    const less = { ...specification, requirements: [one] }
    const removed = 'spec/requirements.lock:3 LNK-002 stands nowhere any more: it may be withdrawn, not removed'
    expect(messages(less)).toEqual([removed])
    expect(messages(less, readLock(lockText(lock, less, () => true)))).toEqual([removed])
    const withdrawn = { requirements: [one], withdrawn: ['LNK-002'] }
    expect(messages(withdrawn)).toEqual(['spec/requirements.lock:3 LNK-002 is withdrawn: npm run spec:lock'])
    expect(messages(withdrawn, readLock(lockText(lock, withdrawn, never)))).toEqual([])
  })

  it('never gives an identifier again', () => {
    const gone = readLock(lockText(lock, { requirements: [one], withdrawn: ['LNK-002'] }, never))
    const again = readLock(lockText(gone, specification, () => true))
    expect(messages(specification, again)).toEqual([
      'spec/x.md:3 LNK-002 was withdrawn: its identifier is not used again'
    ])
  })

  it('is SHA-256 of the text', () => {
    expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

import { describe, expect, it } from 'vitest'
import { GroupCommit } from './group-commit.js'

function world(isLater: boolean) {
  const log: string[] = []
  const soon: (() => void)[] = []
  const store = {
    together: (work: () => void) => {
      log.push('begin')
      work()
      log.push('durable')
    }
  }
  const group = new GroupCommit(store, isLater ? (work) => void soon.push(work) : undefined)
  const act = (name: string, then: () => void = () => undefined) =>
    group.do(() => {
      log.push(name)
      group.after(() => {
        log.push(`${name} is told`)
        then()
      })
    })
  return { log, soon, group, act }
}

describe('a group', () => {
  it('is one transaction, and nothing of it is told before that is durable (KEY-022, KEY-030)', () => {
    const { log, soon, act } = world(true)
    act('a', () => act('c'))
    act('b')
    expect([log, soon.length]).toEqual([[], 1])
    soon.shift()?.()
    expect(log).toEqual(['begin', 'a', 'b', 'durable', 'a is told', 'b is told'])
    expect(soon).toHaveLength(1)
    soon.shift()?.()
    expect(log.slice(6)).toEqual(['begin', 'c', 'durable', 'c is told'])
  })

  it('is done at once where nothing is to be gathered, or when it is asked for', () => {
    const now = world(false)
    now.act('a')
    expect(now.log).toEqual(['begin', 'a', 'durable', 'a is told'])
    const later = world(true)
    later.act('a')
    later.group.flush()
    later.soon.shift()?.()
    expect(later.log).toEqual(now.log)
    later.group.after(() => later.log.push('at once'))
    expect(later.log.at(-1)).toBe('at once')
  })

  it('tells nothing of a transaction that fails', () => {
    const { log, soon, group, act } = world(true)
    act('a')
    group.do(() => {
      throw new Error('the disk is full')
    })
    expect(() => soon.shift()?.()).toThrow('the disk is full')
    expect(log).toEqual(['begin', 'a'])
    group.after(() => log.push('told'))
    expect(log.at(-1)).toBe('told')
  })
})

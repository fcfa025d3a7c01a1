import { Secret } from '@bellwire/device'
import { describe, expect, it } from 'vitest'
import { makeToken } from '../management/tokens.js'
import { type LogFields, makeLog } from './log.js'

function listen(level: 'debug' | 'info' | 'silent' = 'debug') {
  let text = ''
  const log = makeLog({ role: 'node', name: 'alice' }, level, { write: (line) => void (text += line) })
  return {
    log,
    text: () => text,
    lines: () =>
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as object)
  }
}

describe('the log of a process', () => {
  it('is one JSON object a line, with what happened and to whom (MGT-010)', () => {
    const { log, lines } = listen()
    log.info('link up', { peer: 'bob' })
    log.warn('ignored', { reason: 'a\nb' })
    expect(lines()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        role: 'node',
        name: 'alice',
        peer: 'bob',
        msg: 'link up'
      },
      { level: 'warn', time: expect.any(String), role: 'node', name: 'alice', reason: 'a\nb', msg: 'ignored' }
    ])
  })

  it('has what its level lets through, and no more', () => {
    const info = listen('info')
    info.log.debug('little')
    info.log.error('much')
    expect(info.lines()).toMatchObject([{ msg: 'much' }])
    const silent = listen('silent')
    silent.log.error('anything')
    expect(silent.text()).toBe('')
  })

  it('tells no secret, whichever way it is given one (SEC-048)', () => {
    const { log, text } = listen()
    const { token } = makeToken()
    const canary = 'canary-4711'
    for (const field of ['token', 'authorization', 'key', 'outcome', 'bits', 'password'])
      log.info('given', { [field]: canary })
    log.error('failed', { message: `could not use ${token} there` })
    // Types refuse an object; a program in JavaScript would get this far.
    log.info('forced', { result: new Secret(canary) } as unknown as LogFields)
    expect(text()).not.toContain(canary)
    expect(text()).not.toContain(token)
    expect(text().split('[secret]')).toHaveLength(9)
  })
})

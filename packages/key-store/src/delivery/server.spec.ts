import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { connect } from 'node:tls'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { described, wrongWith } from '../../test/described.js'
import { LiveKmes, sleep } from '../../test/live-kmes.js'
import { saeName, unitIdentifier } from '../identifiers.js'
import type { KeyDeliveryClient } from './client.js'
import { type KeyContainer, MESSAGES } from './interface.js'
import type { TlsIdentity } from '../tls/identity.js'

interface Raw {
  readonly status: number
  readonly type: string | undefined
  readonly body: string
  readonly headers: NodeJS.Dict<string | string[]>
}

interface Sent {
  readonly method?: string
  readonly path: string
  readonly body?: string | Buffer
  readonly headers?: Record<string, string>
  readonly tls: TlsIdentity
  readonly port: number
}

async function raw({ method = 'GET', path, body, headers = {}, tls, port }: Sent): Promise<Raw> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const call = request({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { ...type, ...headers },
    key: tls.key,
    cert: tls.certificate,
    ca: tls.authority,
    agent: false
  })
  call.end(body)
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of response as AsyncIterable<Buffer>) parts.push(part)
  return {
    status: response.statusCode ?? 0,
    type: response.headers['content-type'],
    body: Buffer.concat(parts).toString(),
    headers: response.headers
  }
}

describe('the interface of applications (KEY-050, KEY-056)', () => {
  let kmes: LiveKmes
  let alice: KeyDeliveryClient
  let bob: KeyDeliveryClient
  const tls = new Map<string, TlsIdentity>()
  /** Answers that the tests have seen, as the description names them. */
  const seen = new Set<string>()

  beforeAll(async () => {
    kmes = await LiveKmes.start({ bodyLimit: 8192 })
    await kmes.addBlock(400)
    await kmes.addBlock(40, 'di-finite-key')
    alice = await kmes.client('alice')
    bob = await kmes.client('bob')
    for (const name of ['alice', 'anna', 'bob', 'bert/é', 'carol', 'zoe', 'nobody'])
      tls.set(name, kmes.authority.sae(name))
  })
  afterAll(async () => kmes.stop())

  /** Sends a request as an application of the first KME, or of the second, and holds the answer against the description. */
  async function ask(
    sae: string,
    path: string,
    options: Partial<Sent> & { readonly at?: 'a' | 'b' } = {}
  ): Promise<Raw> {
    const { at = 'a', ...sent } = options
    const { port } = kmes[at].server
    const answer = await raw({ path: `/api/v1/keys/${path}`, tls: tls.get(sae)!, port, ...sent })
    const name = /\/(status|enc_keys|dec_keys)(?:\?|$)/.exec(path)?.[1] as 'status' | undefined
    const method = sent.method ?? 'GET'
    if (name !== undefined && answer.status !== 405 && answer.status !== 404) {
      expect(wrongWith(method, name, answer), `${method} ${path}`).toBeUndefined()
      seen.add(`${method} ${name} ${answer.status}`)
    }
    expect(answer.headers['cache-control']).toBe('no-store')
    return answer
  }

  const message = ({ body }: Raw) => (JSON.parse(body) as { message: string }).message
  const places = () => JSON.stringify([kmes.a.store.counts(), kmes.b.store.counts()])
  const post = (body: unknown, more: Partial<Sent> = {}) => ({ method: 'POST', body: JSON.stringify(body), ...more })

  it('gives both ends the same key, once, in either direction', async () => {
    for (const [master, slave, masterId, slaveId] of [
      [alice, bob, 'alice', 'bob'],
      [bob, alice, 'bob', 'alice']
    ] as const) {
      const { keys } = await master.encryptionKeys(slaveId, { number: 2, size: 512 })
      expect(keys.map(({ key }) => Buffer.from(key, 'base64').length)).toEqual([64, 64])
      expect(new Set(keys.map(({ key }) => key)).size).toBe(2)
      const ids = keys.map(({ key_ID }) => key_ID)
      expect(await slave.decryptionKeys(masterId, ids)).toEqual({ keys })
      await expect(slave.decryptionKeys(masterId, ids)).rejects.toMatchObject({
        status: 400,
        body: { message: MESSAGES.keysNotFound }
      })
      await expect(master.decryptionKeys(slaveId, ids)).rejects.toMatchObject({ status: 400 })
    }
  })

  it('gives keys for a GET, with number and size or without', async () => {
    for (const [query, number, octets] of [
      ['', 1, 32],
      ['?number=3', 3, 32],
      ['?size=128', 1, 16],
      ['?number=2&size=64', 2, 8]
    ] as const) {
      const answer = await ask('alice', `bob/enc_keys${query}`)
      expect(answer.status).toBe(200)
      const { keys } = JSON.parse(answer.body) as KeyContainer
      expect(keys).toHaveLength(number)
      for (const { key, key_ID: id } of keys) {
        expect(Buffer.from(key, 'base64')).toHaveLength(octets)
        const collected = await ask('bob', `alice/dec_keys?key_ID=${id.toUpperCase()}`, { at: 'b' })
        expect(JSON.parse(collected.body)).toEqual({ keys: [{ key_ID: id, key }] })
      }
    }
    expect((await ask('alice', 'bob/enc_keys', { method: 'POST' })).status).toBe(200)
    expect((await ask('alice', 'bob/enc_keys', post({}))).status).toBe(200)
  })

  it('states what can be asked for', async () => {
    const answer = await ask('alice', 'bob/status')
    expect(JSON.parse(answer.body)).toEqual({
      source_KME_ID: 'kme-a',
      target_KME_ID: 'kme-b',
      master_SAE_ID: 'alice',
      slave_SAE_ID: 'bob',
      key_size: 256,
      stored_key_count: kmes.a.store.counts().ready,
      max_key_count: 2048,
      max_key_per_request: 128,
      max_key_size: 4096,
      min_key_size: 8,
      max_SAE_ID_count: 15
    })
  })

  it('refuses what the standard refuses, in its words, and changes nothing (KEY-055)', async () => {
    const before = places()
    const twice = { key_ID: randomUUID() }
    const cases: readonly (readonly [string, Partial<Sent>, string | RegExp])[] = [
      ['bob/enc_keys?size=129', {}, MESSAGES.sizeNotOctets],
      ['bob/enc_keys', post({ size: 12 }), MESSAGES.sizeNotOctets],
      ['bob/enc_keys', post({ extension_mandatory: [{ route_type: 'direct' }] }), MESSAGES.mandatoryUnsupported],
      ['bob/enc_keys', post({ extension_mandatory: [{ constructor: 1 }] }), MESSAGES.mandatoryUnsupported],
      [
        'bob/enc_keys',
        { method: 'POST', body: '{"extension_mandatory":[{"__proto__":1}]}' },
        MESSAGES.mandatoryUnsupported
      ],
      ['bob/enc_keys', post({ extension_mandatory: [{ bellwire_label: 5 }] }), MESSAGES.mandatoryUnsupported],
      ['bob/enc_keys', post({ extension_mandatory: [{ bellwire_label: 'none' }] }), MESSAGES.mandatoryUnmet],
      [
        'bob/enc_keys',
        post({ extension_mandatory: [{ bellwire_label: 'test' }, { bellwire_label: 'di-finite-key' }] }),
        MESSAGES.mandatoryUnmet
      ],
      [`bob/dec_keys?key_ID=${randomUUID()}`, {}, MESSAGES.keysNotFound],
      ['bob/dec_keys', post({ key_IDs: [{ key_ID: randomUUID() }] }), MESSAGES.keysNotFound],
      ['bob/enc_keys?number=0', {}, /number is 0; accepted: 1 to 128/],
      ['bob/enc_keys?number=129', {}, /number is 129/],
      ['bob/enc_keys?number=-1', {}, /accepted: an integer/],
      ['bob/enc_keys?number=1&number=2', {}, /given twice/],
      ['bob/enc_keys?size=0', {}, /size is 0; accepted: 8 to 4096/],
      ['bob/enc_keys?size=4104', {}, /size is 4104/],
      ['bob/enc_keys?number=128&size=4096', {}, /too much at once; accepted: 32/],
      ['bob/enc_keys?key_ID=1', {}, /no parameter of this method/],
      ['bob/enc_keys?additional_slave_SAE_IDs=carol', {}, /no parameter of this method/],
      ['bob/status?x=1', {}, /no parameter/],
      ['bob/dec_keys', {}, /key_ID is missing; accepted: exactly once/],
      ['bob/dec_keys?key_ID=1&key_ID=2', {}, /key_ID is given 2 times; accepted: exactly once/],
      ['bob/dec_keys?key_ID=1', {}, /key_IDs\[0\]\.key_ID is "1", not a UUID/],
      ['bob/dec_keys', post({ key_IDs: [] }), /not what this method takes/],
      ['bob/dec_keys', post({ key_IDs: [{ key_ID: 'x' }] }), /not a UUID/],
      ['bob/dec_keys', post({ key_IDs: [twice, twice] }), /^key_ID "[0-9a-f-]{36}" is given twice/],
      ['bob/dec_keys', { method: 'POST' }, /not JSON/],
      ['bob/dec_keys', post({ key_IDs: Array.from({ length: 129 }, () => ({ key_ID: '' })) }), /at most 128/],
      ['bob/enc_keys', post({ number: '1' }), /not what this method takes/],
      ['bob/enc_keys', post({ number: 1.5 }), /not what this method takes/],
      ['bob/enc_keys', post({ extension_mandatory: [[]] }), /not what this method takes/],
      ['bob/enc_keys', post([]), /not what this method takes/],
      ['bob/enc_keys', post({ additional_slave_SAE_IDs: [5] }), /not what this method takes/],
      ['bob/enc_keys', post({ additional_slave_SAE_IDs: ['bob'] }), /^slave SAE ID "bob" is given twice/],
      ['bob/enc_keys', post({ additional_slave_SAE_IDs: ['anna'] }), /^"anna" of .* same KME/],
      ['bob/enc_keys', post({ additional_slave_SAE_IDs: new Array(16).fill('x') }), /accepted: 15/],
      ['bob/enc_keys', { method: 'POST', body: '{"number":1' }, /not JSON/],
      ['bob/enc_keys', { method: 'POST', body: Buffer.from([0x22, 0xff, 0x22]) }, /not UTF-8/],
      ['bob/enc_keys', { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } }, /application\/json/],
      ['bob/enc_keys?x=1', post({}), /accepted: none/],
      ['nobody/enc_keys', {}, /^slave_SAE_ID is "nobody", not an SAE .* shares keys/],
      ['anna/status', {}, /shares keys/],
      ['zoe/dec_keys?key_ID=1', {}, /shares keys/],
      ['%ff/status', {}, /percent-encoded/]
    ]
    for (const [path, sent, expected] of cases) {
      const answer = await ask('alice', path, sent)
      expect(answer.status, path).toBe(400)
      if (typeof expected === 'string') expect(message(answer)).toBe(expected)
      else expect(message(answer), path).toMatch(expected)
    }
    expect(places()).toBe(before)
  })

  it('answers 404 where there is no method, 405 where there is another, and changes nothing', async () => {
    const before = places()
    for (const path of ['', 'bob', 'bob/', 'bob/keys', 'bob/status/', 'bob/status/x', '/status', '../keys'])
      expect((await ask('alice', path)).status, path).toBe(404)
    expect((await ask('alice', '', { path: '/' })).status).toBe(404)
    for (const [method, path, allow] of [
      ['POST', 'bob/status', 'GET'],
      ['PUT', 'bob/enc_keys', 'GET, POST'],
      ['DELETE', 'bob/dec_keys', 'GET, POST']
    ] as const) {
      const answer = await ask('alice', path, { method })
      expect([answer.status, answer.headers['allow']]).toEqual([405, allow])
    }
    expect(places()).toBe(before)
  })

  it('answers 401 to whoever is none of its applications (KEY-051, KEY-052, KEY-053)', async () => {
    const before = places()
    for (const path of ['bob/status', 'bob/enc_keys', 'bob/dec_keys?key_ID=1', 'x']) {
      for (const sae of ['bob', 'zoe', 'nobody']) {
        const answer = await ask(sae, path)
        expect([answer.status, answer.body]).toEqual([401, ''])
      }
    }
    for (const sae of ['nobody', 'alice']) {
      expect((await ask(sae, 'bob/enc_keys', post({}, { tls: tls.get('nobody')! }))).status).toBe(401)
      expect((await ask(sae, 'bob/dec_keys', post({}, { tls: tls.get('nobody')! }))).status).toBe(401)
    }
    const issue = (commonName: string, uris: readonly string[]) =>
      kmes.authority.issue({ commonName, uris, role: 'client' })
    const statusFor = async (identity: TlsIdentity) => (await ask('alice', 'bob/status', { tls: identity })).status
    expect(await statusFor(issue('alice', []))).toBe(200)
    expect(await statusFor(issue('someone', ['urn:bellwire:sae:alice']))).toBe(200)
    expect(await statusFor(issue('alice', ['https://example.org/']))).toBe(200)
    expect(await statusFor(issue('alice', ['urn:bellwire:sae:nobody']))).toBe(401)
    expect(await statusFor(issue('alice', ['urn:bellwire:sae:alice', 'urn:bellwire:sae:anna']))).toBe(401)
    expect(await statusFor(issue('alice', ['urn:bellwire:kme:kme-a']))).toBe(401)
    expect(await statusFor(issue('alice', ['urn:bellwire:kme:x', 'urn:bellwire:sae:alice']))).toBe(401)
    expect(await statusFor(issue('alice', ['urn:bellwire:sae:%zz']))).toBe(401)
    expect(await statusFor(issue('alice, URI:urn:bellwire:sae:anna', []))).toBe(401)
    expect(places()).toBe(before)
  })

  it('answers 401 for the keys of others (KEY-053)', async () => {
    const { keys } = await alice.encryptionKeys('bob')
    const before = places()
    const id = keys[0]!.key_ID
    for (const body of [{ key_IDs: [{ key_ID: id }] }, { key_IDs: [{ key_ID: randomUUID() }, { key_ID: id }] }]) {
      expect((await ask('carol', 'alice/dec_keys', post(body, { port: kmes.b.server.port }))).status).toBe(401)
    }
    expect((await ask('carol', `alice/dec_keys?key_ID=${id}`, { at: 'b' })).status).toBe(401)
    // The right one, but of another master.
    expect((await ask('bob', `anna/dec_keys?key_ID=${id}`, { at: 'b' })).status).toBe(400)
    expect(places()).toBe(before)
    expect(await bob.decryptionKeys('alice', [id])).toEqual({ keys })
  })

  it('gives keys to several, each once; names are percent-encoded (KEY-037)', async () => {
    const { keys } = await alice.encryptionKeys('bert/é', { number: 2, additional_slave_SAE_IDs: ['bob', 'carol'] })
    const ids = keys.map(({ key_ID }) => key_ID)
    for (const name of ['carol', 'bert/é', 'bob']) {
      const client = await kmes.client(name)
      expect(await client.decryptionKeys('alice', ids)).toEqual({ keys })
      await expect(client.decryptionKeys('alice', ids)).rejects.toMatchObject({ status: 400 })
    }
  })

  it('gives keys of a label where one must be had, and others where one is wished for (KEY-058)', async () => {
    const label = (name: string) => [{ bellwire_label: name }]
    const of = async (wish: object) => alice.encryptionKeys('bob', wish)
    const { keys } = await of({ number: 2, extension_mandatory: label('di-finite-key') })
    for (const { key_ID: id } of keys) {
      const { block } = kmes.a.store.unit(id)!
      expect(kmes.a.store.block(block)?.label).toBe('di-finite-key')
    }
    expect(await of({ extension_optional: label('di-finite-key') })).not.toHaveProperty('key_container_extension')
    for (const extension_optional of [label('none'), [{ other: 1 }]]) {
      expect(await of({ extension_optional })).toMatchObject({
        key_container_extension: { message: MESSAGES.optionalUnhandled }
      })
    }
  })

  it('answers 503 where there are not enough keys, and gives those that there are (KEY-054)', async () => {
    const { ready } = kmes.b.store.counts()
    const answer = await ask('bob', 'alice/enc_keys?number=128&size=512', { at: 'b' })
    expect([answer.status, message(answer)]).toEqual(ready >= 256 ? [200, ''] : [503, 'there are not enough keys'])
    expect(kmes.b.store.counts().ready).toBe(ready)
    const busy = await ask('bob', 'alice/enc_keys', post({ number: 128, size: 512 }, { port: kmes.b.server.port }))
    expect(busy.status).toBe(503)
    expect((await ask('bob', 'alice/enc_keys', { at: 'b' })).status).toBe(200)
  })

  it('answers 503 while the peer does not answer, and burns no more than the first request (KEY-054)', async () => {
    kmes.network.partition(1, 2, true)
    const before = kmes.a.store.counts().own.burnt
    expect(message(await ask('alice', 'bob/enc_keys'))).toBe('the peer KME does not answer')
    for (let turn = 0; turn < 5; turn++) expect((await ask('alice', 'bob/enc_keys')).status).toBe(503)
    expect(kmes.a.store.counts().own.burnt).toBe(before + 1)
    kmes.network.partition(1, 2, false)
    while (!kmes.a.manager.reachable) await sleep(5)
    expect((await ask('alice', 'bob/enc_keys')).status).toBe(200)
    // What the first request burnt, the peer burns as soon as it hears of it.
    while (kmes.b.store.counts().other.burnt < before + 1) await sleep(5)
  })

  it('refuses what is too long, and changes nothing (KEY-057)', async () => {
    const before = places()
    const long = 'x'.repeat(9000)
    const answer = await ask('alice', 'bob/enc_keys', { method: 'POST', body: long })
    expect([answer.status, answer.headers['connection']]).toEqual([400, 'close'])
    expect(message(answer)).toMatch(/at most 8192 octets/)
    const chunked = await ask('alice', 'bob/enc_keys', {
      method: 'POST',
      body: long,
      headers: { 'transfer-encoding': 'chunked' }
    })
    expect(chunked.status).toBe(400)
    expect(places()).toBe(before)
  })

  it('ends what is too slow, and changes nothing (KEY-057)', async () => {
    // Of their own: on a busy machine a second is short for requests that others make.
    const impatient = await LiveKmes.start({ requestTimeout: 1000 })
    onTestFinished(async () => impatient.stop())
    await impatient.addBlock(4)
    const before = impatient.a.store.counts()
    const { key, certificate: cert, authority: ca } = impatient.authority.sae('alice')
    const socket = connect({ host: '127.0.0.1', port: impatient.a.server.port, key, cert, ca })
    await once(socket, 'secureConnect')
    socket.write(
      'POST /api/v1/keys/bob/enc_keys HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{'
    )
    socket.on('data', () => {})
    await once(socket, 'close')
    expect(impatient.a.store.counts()).toEqual(before)
  })

  it('stands whatever comes (KEY-055)', async () => {
    const before = places()
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      fc.record({ number: fc.jsonValue(), size: fc.constant(7) }).map((value) => JSON.stringify(value)),
      fc.record({ key_IDs: fc.jsonValue() }).map((value) => JSON.stringify(value))
    )
    const names = fc.constantFrom('enc_keys', 'dec_keys')
    await fc.assert(
      fc.asyncProperty(names, bodies, async (name, body) => {
        // An empty request is a valid one; so are objects without anything that the standard names.
        fc.pre(name === 'dec_keys' || /"size":7/.test(body) || !/^\s*(\{|$)/.test(body))
        const answer = await ask('alice', `bob/${name}`, { method: 'POST', body })
        expect(answer.status).toBe(400)
      }),
      { seed: 2, numRuns: 60 }
    )
    expect(places()).toBe(before)
  })

  it('takes no connection without a certificate of its authority (KEY-050)', async () => {
    const { port } = kmes.a.server
    const stranger = new (await import('../certificates/authority.js')).TestAuthority()
    const path = '/api/v1/keys/bob/status'
    const none = { key: '', certificate: '', authority: kmes.authority.certificate }
    await expect(raw({ path, port, tls: none })).rejects.toThrow()
    const foreign = { ...stranger.sae('alice'), authority: kmes.authority.certificate }
    await expect(raw({ path, port, tls: foreign })).rejects.toThrow()
    const { key, certificate: cert, authority: ca } = tls.get('alice')!
    const old = connect({ host: '127.0.0.1', port, key, cert, ca, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' })
    const [error] = (await once(old, 'error')) as [Error]
    expect(error.message).toMatch(/version|alert|protocol/i)
  })

  it('answers 503 for a key of which the peer has not said that it was delivered (KEY-033, KEY-034)', async () => {
    const session = await kmes.addBlock(2)
    const unit = unitIdentifier(session, 0)
    const terms = { size: 256, unitsPerKey: 1, units: [unit], master: saeName('alice'), slaves: [saeName('bob')] }
    expect(kmes.b.store.hold({ origin: 1, number: 1, ...terms })).toBe(true)
    const before = places()
    const answers = [
      await ask('bob', `alice/dec_keys?key_ID=${unit}`, { at: 'b' }),
      await ask('bob', 'alice/dec_keys', post({ key_IDs: [{ key_ID: unit }] }, { port: kmes.b.server.port }))
    ]
    for (const answer of answers)
      expect([answer.status, message(answer)]).toEqual([503, expect.stringMatching(/try again/)])
    expect(places()).toBe(before)
    // The word comes while somebody waits.
    const waiting = ask('bob', 'alice/dec_keys', post({ key_IDs: [{ key_ID: unit }] }, { port: kmes.b.server.port }))
    await sleep(50)
    kmes.b.manager.frame(1, { type: 'KEY_TAKEN', session: 1, peerSession: 0, origin: 1, reservation: 1 })
    expect((await waiting).status).toBe(200)
  })

  it('keeps a key for whoever went away while waiting for it (KEY-084)', async () => {
    const session = await kmes.addBlock(2)
    const unit = unitIdentifier(session, 0)
    const terms = { size: 256, unitsPerKey: 1, units: [unit], master: saeName('alice'), slaves: [saeName('bob')] }
    expect(kmes.b.store.hold({ origin: 2, number: 1, ...terms })).toBe(true)
    const { key, certificate: cert, authority: ca } = tls.get('bob')!
    const socket = connect({ host: '127.0.0.1', port: kmes.b.server.port, key, cert, ca })
    await once(socket, 'secureConnect')
    const collect = vi.spyOn(kmes.b.store, 'collect')
    socket.write(`GET /api/v1/keys/alice/dec_keys?key_ID=${unit} HTTP/1.1\r\nHost: x\r\n\r\n`)
    while (collect.mock.calls.length === 0) await sleep(2)
    socket.destroy()
    await sleep(50)
    kmes.b.manager.frame(1, { type: 'KEY_TAKEN', session: 1, peerSession: 0, origin: 2, reservation: 1 })
    expect(kmes.b.store.unit(unit)?.life).toBe('reserved')
    collect.mockRestore()
    expect((await ask('bob', `alice/dec_keys?key_ID=${unit}`, { at: 'b' })).status).toBe(200)
  })

  it('stands whoever goes away in the middle', async () => {
    const { key, certificate: cert, authority: ca } = tls.get('alice')!
    const head = 'POST /api/v1/keys/bob/enc_keys HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
    for (const text of [
      `${head}Content-Length: 10\r\n\r\n{`,
      `${head}Content-Length: 2\r\n\r\n{}`,
      head,
      'nonsense\r\n\r\n'
    ]) {
      const socket = connect({ host: '127.0.0.1', port: kmes.a.server.port, key, cert, ca })
      await once(socket, 'secureConnect')
      socket.write(text)
      await sleep(5)
      socket.destroy()
    }
    const same = '/api/v1/keys/bob/status'
    const others = [`//evil${same}`, '/keys/../api/v1/keys/bob/status', '/api/v1/keys/../keys/bob/status', `/.${same}`]
    for (const path of ['//', '//[', '/api/v1/keys/../../x', ...others])
      expect((await ask('alice', '', { path })).status).toBe(404)
    await sleep(50)
    expect((await ask('alice', 'bob/status')).status).toBe(200)
    // As through a proxy.
    expect((await ask('alice', '', { path: `https://x${same}` })).status).toBe(200)
  })

  it('has never failed', () => {
    expect(kmes.failures).toEqual([])
  })

  it('has given every answer that its description names', () => {
    // A status cannot be refused for want of keys.
    const missing = described.filter((name) => name !== 'GET status 503' && !seen.has(name))
    expect(missing).toEqual([])
  })
})

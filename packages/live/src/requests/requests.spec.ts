import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OneProcess, oneProcess, row } from '../../test/one-process.js'

type Line = Record<string, unknown>

let network: OneProcess

beforeAll(async () => {
  network = await oneProcess(row(['alice', 'middle', 'bob']))
  for (const node of network.nodes.values()) for (const link of node.links) await link.ready()
})
afterAll(() => network.close())

const all = async (lines: AsyncIterable<Line>): Promise<Line[]> => {
  const found: Line[] = []
  for await (const line of lines) found.push(line)
  return found
}

/** Polls a request until it is over. */
async function over(program: ReturnType<OneProcess['program']>, id: unknown): Promise<Line> {
  for (;;) {
    const { body } = await program.ask('GET', `/v1/requests/${String(id)}`)
    if (body['state'] !== 'open') return body
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('a program that asks its node', () => {
  it('gets outcomes of pairs with a neighbour, and the neighbour’s program the other halves (MGT-034)', async () => {
    const [alice, middle] = [network.program('alice'), network.program('middle')]
    const received = await middle.ask('POST', '/v1/requests', {
      kind: 'receive-measured',
      link: 'alice',
      purpose: 3,
      number: 50
    })
    expect(received).toMatchObject({ status: 201, body: { kind: 'receive-measured', state: 'open', results: 0 } })
    const lines = await all(
      alice.lines('/v1/requests', { kind: 'measure', link: 'middle', purpose: 3, number: 50, minimumFidelity: 0.9 })
    )
    const end = lines.pop()
    expect(end).toMatchObject({ kind: 'measure', state: 'complete', results: 50 })
    const there = await over(middle, received.body['id'])
    expect(there).toMatchObject({ state: 'complete', results: 50 })
    const outcomes = (some: Line[]) => new Map(some.map(({ pair, outcome }) => [pair, outcome]))
    // Perfect pairs, corrected to Φ+, both measured in Z.
    expect(outcomes(lines)).toEqual(outcomes(there['page'] as Line[]))
    expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(new Set([0, 1]))
  })

  it('hears of a pair that is void once, also when its request is over (LNK-069)', async () => {
    const alice = network.program('alice')
    const wish = { kind: 'measure', link: 'middle', purpose: 5, number: 3, minimumFidelity: 0.9 }
    network.nodes.get('middle')!.link('alice').accept(5)
    const lines = await all(alice.lines('/v1/requests', { ...wish, id: 'voided' }))
    expect(lines).toHaveLength(4)
    const pair = String(lines[1]!['pair'])
    const [link = 0, epoch = 0, sequence = 0] = pair.split(/[:.]/).map(Number)
    const service = network.nodes.get('alice')!.link('middle')
    for (const _ of ['once', 'again'])
      service.expired({ createId: 1, originator: true, link, epoch, sequence, pair: 1 })
    const { body } = await alice.ask('GET', '/v1/requests/voided')
    expect(body).toMatchObject({ state: 'complete', results: 4 })
    expect(body['page']).toEqual([...lines.slice(0, 3), { pair, void: true }])
    network.nodes.get('middle')!.link('alice').refuse(5)
  })

  it('teleports states, which arrive as they were sent', async () => {
    const [middle, bob] = [network.program('middle'), network.program('bob')]
    const state = [0.3, 1.1, 2]
    const rotation = [-2, -1.1, -0.3]
    const receiving = { kind: 'receive-teleported', link: 'middle', purpose: 4, number: 40, rotation }
    const received = await bob.ask('POST', '/v1/requests', receiving)
    const sending = { kind: 'teleport', link: 'bob', purpose: 4, states: Array.from({ length: 20 }, () => state) }
    // Two at a time, over the same pairs.
    const sent = await Promise.all([1, 2].map(() => all(middle.lines('/v1/requests', sending))))
    for (const lines of sent) {
      expect(lines.pop()).toMatchObject({ state: 'complete', results: 20 })
      expect(lines.every(({ end }) => end === 'delivered')).toBe(true)
    }
    const there = await over(bob, received.body['id'])
    expect((there['page'] as Line[]).map(({ outcome }) => outcome)).toEqual(new Array(40).fill(0))
  })

  it('opens circuits, measures and teleports over them, and closes them', async () => {
    const [alice, bob] = [network.program('alice'), network.program('bob')]
    const taken = await bob.ask('POST', '/v1/requests', {
      kind: 'receive-measured',
      from: 'alice',
      purpose: 9,
      number: 10
    })
    await expect
      .poll(
        async () => (await alice.ask('POST', '/v1/circuits', { to: 'bob', purpose: 9, minimumFidelity: 0.8 })).status,
        { timeout: 20_000, interval: 200 }
      )
      .toBe(201)
    const { circuits } = (await alice.ask('GET', '/v1/circuits')).body as { circuits: Line[] }
    expect(circuits).toMatchObject([
      { id: expect.any(Number), to: 'bob', purpose: 9, state: 'running', by: ['alice', 'middle'] }
    ])
    const circuit = circuits[0]!['id']
    const lines = await all(alice.lines('/v1/requests', { kind: 'measure', circuit, number: 10 }))
    expect(lines.pop()).toMatchObject({ state: 'complete' })
    const there = await over(bob, taken.body['id'])
    const outcomes = (some: Line[]) => new Map(some.map(({ pair, outcome }) => [pair, outcome]))
    expect(outcomes(lines)).toEqual(outcomes(there['page'] as Line[]))
    expect((await alice.ask('DELETE', `/v1/circuits/${String(circuit)}`)).status).toBe(200)
    await expect.poll(async () => (await alice.ask('GET', '/v1/circuits')).body).toEqual({ circuits: [] })
  })

  it('has pairs given back that come when it takes none any more', async () => {
    const [alice, bob] = [network.program('alice'), network.program('bob')]
    const receiving = { kind: 'receive-teleported', from: 'alice', purpose: 11, number: 1000 }
    const taken = await bob.ask('POST', '/v1/requests', receiving)
    const open = async () => alice.ask('POST', '/v1/circuits', { to: 'bob', purpose: 11, minimumFidelity: 0.8 })
    await expect.poll(async () => (await open()).status, { timeout: 20_000, interval: 200 }).toBe(201)
    const circuit = ((await alice.ask('GET', '/v1/circuits')).body['circuits'] as Line[])[0]?.['id']
    const sending = { kind: 'teleport', circuit, states: Array.from({ length: 1000 }, () => [0, 0, 0]) }
    const sent = alice.lines('/v1/requests', sending)
    await sent.next()
    expect((await bob.ask('DELETE', `/v1/requests/${String(taken.body['id'])}`)).status).toBe(200)
    await sent.next()
    await sent.return(undefined)
    expect((await alice.ask('DELETE', `/v1/circuits/${String(circuit)}`)).status).toBe(200)
    for (const program of [alice, bob])
      await expect.poll(async () => (await program.ask('GET', '/v1/qubits')).body).toMatchObject({ held: [] })
  })

  it('has pairs given back that are to be kept, where it takes measured ones', async () => {
    const [alice, middle] = [network.program('alice'), network.program('middle')]
    const receiving = { kind: 'receive-measured', link: 'alice', purpose: 12, number: 5 }
    const taken = await middle.ask('POST', '/v1/requests', receiving)
    const sent = alice.lines('/v1/requests', { kind: 'teleport', link: 'middle', purpose: 12, states: [[0, 0, 0]] })
    // Nobody answers for the state.
    await sent.next()
    await expect.poll(async () => (await middle.ask('GET', '/v1/qubits')).body).toMatchObject({ held: [] })
    await sent.return(undefined)
    await middle.ask('DELETE', `/v1/requests/${String(taken.body['id'])}`)
  })

  it('takes what a neighbour asks for over the link and over circuits, each for one request', async () => {
    const middle = network.program('middle')
    const receiving = { kind: 'receive-measured', purpose: 14, number: 5 }
    const begun = []
    for (const way of [{ link: 'alice' }, { from: 'alice' }]) {
      const answers = [1, 2].map(() => middle.ask('POST', '/v1/requests', { ...receiving, ...way }))
      begun.push(...(await Promise.all(answers)))
    }
    expect(begun.map(({ status }) => status)).toEqual([201, 409, 201, 409])
    expect(begun[1]?.body).toMatchObject({
      error: { code: 'TAKEN', message: 'purpose 14 is received over the link with alice already' }
    })
    for (const { status, body } of begun)
      if (status === 201) await middle.ask('DELETE', `/v1/requests/${String(body['id'])}`)
  })

  it('begins a request of one name once, and refuses another one under it (MGT-032, MGT-033)', async () => {
    const alice = network.program('alice')
    const wish = { id: 'mine', kind: 'measure', link: 'middle', purpose: 5, number: 3, timeLimit: 50 }
    const answers = [await alice.ask('POST', '/v1/requests', wish), await alice.ask('POST', '/v1/requests', wish)]
    expect(answers.map(({ status, body }) => [status, body['id']])).toEqual([
      [201, 'mine'],
      [201, 'mine']
    ])
    expect(((await alice.ask('GET', '/v1/requests')).body['requests'] as Line[]).length).toBe(1)
    const other = await alice.ask('POST', '/v1/requests', { ...wish, number: 4 })
    expect([other.status, other.body]).toMatchObject([409, { error: { code: 'ID_TAKEN' } }])
  })

  it('sees its own requests, and nobody else’s (SEC-047)', async () => {
    const [one, other] = [network.program('alice'), network.program('alice')]
    const asked = { kind: 'measure', link: 'middle', number: 5, timeLimit: 50 }
    await one.ask('POST', '/v1/requests', { ...asked, id: 'r' })
    expect((await other.ask('GET', '/v1/requests/r')).status).toBe(404)
    expect((await other.ask('DELETE', '/v1/requests/r')).status).toBe(404)
    expect((await other.ask('GET', '/v1/requests')).body).toEqual({ requests: [] })
    // The same name of another bearer is another request.
    expect((await other.ask('POST', '/v1/requests', { ...asked, id: 'r', number: 6 })).status).toBe(201)
  })

  it('asks for purposes of its token alone (SEC-045)', async () => {
    const alice = network.program('alice', { purposes: [7] })
    const refused = await alice.ask('POST', '/v1/requests', { kind: 'measure', link: 'middle', number: 1 })
    expect([refused.status, refused.body]).toMatchObject([403, { error: { code: 'FORBIDDEN' } }])
    expect((await alice.ask('POST', '/v1/circuits', { to: 'bob', minimumFidelity: 0.5 })).status).toBe(403)
    expect(
      (
        await alice.ask('POST', '/v1/requests', {
          kind: 'receive-measured',
          link: 'middle',
          purpose: 7,
          number: 1,
          timeLimit: 1
        })
      ).status
    ).toBe(201)
  })

  it('has its request ended by the deadline, with what there is (MGT-035)', async () => {
    const alice = network.program('alice')
    // Nobody at the other end takes them.
    const begun = await alice.ask('POST', '/v1/requests', {
      kind: 'receive-measured',
      link: 'middle',
      purpose: 70,
      number: 5,
      timeLimit: 30
    })
    expect(await over(alice, begun.body['id'])).toMatchObject({ state: 'incomplete', reason: 'TIMEOUT', results: 0 })
    const refused = await alice.ask('POST', '/v1/requests', { kind: 'measure', link: 'middle', purpose: 71, number: 5 })
    expect(await over(alice, refused.body['id'])).toMatchObject({ state: 'incomplete', reason: 'REJECTED' })
  })

  it('has its request cancelled when it leaves the stream, unless it has named it (MGT-036)', async () => {
    const [alice, middle] = [network.program('alice'), network.program('middle')]
    await middle.ask('POST', '/v1/requests', {
      kind: 'receive-measured',
      link: 'alice',
      purpose: 6,
      number: 100_000,
      timeLimit: 5000
    })
    const wish = { kind: 'measure', link: 'middle', purpose: 6, number: 100_000 }
    for (const id of [undefined, 'named']) {
      const stream = alice.lines('/v1/requests', { ...wish, ...(id && { id }) })
      await stream.next()
      await stream.return(undefined)
    }
    const states = async () =>
      ((await alice.ask('GET', '/v1/requests')).body['requests'] as Line[]).map(({ state }) => state)
    await expect.poll(states).toEqual(['incomplete', 'open'])
    expect((await alice.ask('DELETE', '/v1/requests/named')).body).toMatchObject({
      state: 'incomplete',
      reason: 'CANCELLED'
    })
  })

  it.each<[object, number, RegExp]>([
    [{}, 400, /^kind is missing|^the body|kind/],
    [{ kind: 'measure', number: 1 }, 400, /^link is missing; accepted: link or circuit, one of them$/],
    [{ kind: 'measure', link: 'middle', circuit: 1, number: 1 }, 400, /^link is \["link","circuit"\]/],
    [{ kind: 'measure', link: 'middle', number: 0 }, 400, /^number is 0; accepted: an integer from 1 to 100000$/],
    [{ kind: 'measure', link: 'bob', number: 1 }, 404, /no link to bob/],
    [{ kind: 'measure', circuit: 77, number: 1 }, 404, /no circuit 77/],
    [{ kind: 'measure', link: 'middle', number: 1, minimumFidelity: 2 }, 400, /^minimumFidelity is 2; accepted/],
    [{ kind: 'teleport', link: 'middle', states: [[1, 2]] }, 400, /^states\.0/],
    [{ kind: 'receive-measured', from: 'nobody', number: 1 }, 400, /^from is "nobody"; accepted: the name of a node/],
    [{ kind: 'measure', link: 'middle', number: 1, colour: 1 }, 400, /colour/]
  ])('is told what is wrong with %j, and nothing is begun (MGT-031)', async (wish, status, message) => {
    const alice = network.program('alice')
    const answer = await alice.ask('POST', '/v1/requests', wish)
    expect([answer.status, (answer.body['error'] as Line)['message']]).toEqual([status, expect.stringMatching(message)])
    expect((await alice.ask('GET', '/v1/requests')).body).toEqual({ requests: [] })
  })
})

describe('whoever looks at a node', () => {
  it('sees its links, queues and qubits', async () => {
    const middle = network.program('middle', { scopes: ['read'] })
    expect((await middle.ask('GET', '/v1/links')).body['links']).toMatchObject([
      { peer: 'alice', up: true, fit: true, state: 'READY', heralding: 'MID_POINT' },
      { peer: 'bob', up: true, fit: true, state: 'READY' }
    ])
    expect((await middle.ask('GET', '/v1/qubits')).body).toMatchObject({ total: 4, free: expect.any(Number) })
    const program = network.program('middle')
    await program.ask('POST', '/v1/requests', {
      kind: 'receive-measured',
      link: 'bob',
      purpose: 8,
      number: 5,
      timeLimit: 2000
    })
    await network
      .program('bob')
      .ask('POST', '/v1/requests', { kind: 'measure', link: 'middle', purpose: 8, number: 100_000, timeLimit: 500 })
    await expect
      .poll(async () => (await middle.ask('GET', '/v1/queues')).body['queues'])
      .toMatchObject([
        { peer: 'alice', requests: [] },
        { peer: 'bob', requests: [{ asked: 'by the peer', kind: 'MEASURE', purpose: 8, number: 100_000 }] }
      ])
    expect((await middle.ask('POST', '/v1/requests', {})).status).toBe(403)
  })
})

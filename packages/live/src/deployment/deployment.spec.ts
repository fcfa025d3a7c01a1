import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { placeOf, readDeployment } from './deployment.js'
import { overridesOf } from './environment.js'

const folder = mkdtempSync(join(tmpdir(), 'bellwire-deployment-'))
const file = join(folder, 'deployment.yaml')
afterAll(() => rmSync(folder, { recursive: true }))

writeFileSync(
  join(folder, 'network.yaml'),
  `name: two nodes
duration: 1 s
nodes: [{ name: alice, qubits: 2 }, { name: bob, qubits: 2 }]
stations: [{ name: middle }]
links:
  - { a: alice, b: bob, station: middle, length: 10 km, model: { kind: ideal, attempts: 20, fidelity: 0.98 } }
`
)

const DEPLOYMENT = `scenario: network.yaml
insecure: true
world: { listen: '127.0.0.1:7100' }
stations:
  middle: { listen: '127.0.0.1:7101' }
nodes:
  alice: { listen: '127.0.0.1:7102', manage: '127.0.0.1:7202', log: debug }
  bob: { listen: 'localhost:7103' }
`

const read = (
  text: string,
  environment: Record<string, string> = {},
  role: 'world' | 'node' = 'world',
  name = 'world'
) => {
  writeFileSync(file, text)
  return readDeployment(file, overridesOf(environment, { role, name }))
}

describe('a deployment file', () => {
  it('says what the network is, and where its processes are', () => {
    const deployment = read(`${DEPLOYMENT}timeScale: 0.5\ndata: data\ntokens: tokens.json\n`)
    expect(deployment).toMatchObject({ timeScale: 0.5, frameDelay: 2e6, tokens: join(folder, 'tokens.json') })
    expect(deployment.network.links[0]).toMatchObject({ a: 'alice', b: 'bob', station: 'middle' })
    expect(placeOf(deployment, { role: 'node', name: 'alice' })).toEqual({
      role: 'node',
      name: 'alice',
      number: 1,
      listen: { host: '127.0.0.1', port: 7102 },
      address: { host: '127.0.0.1', port: 7102 },
      manage: { host: '127.0.0.1', port: 7202 },
      origins: [],
      log: 'debug',
      inWorld: false,
      data: join(folder, 'data/alice')
    })
    expect(placeOf(deployment, { role: 'world', name: 'world' })).toMatchObject({ number: undefined, log: 'info' })
    expect(() => placeOf(deployment, { role: 'node', name: 'middle' })).toThrow(
      /has no node middle; accepted: alice, bob$/
    )
  })

  it.each<[string, (text: string) => string, RegExp]>([
    [
      'a key that is not known',
      (text) => `${text}timescale: 1\n`,
      /:9:1: timescale is no known key \(did you mean timeScale\?\); accepted: /
    ],
    ['a port', (text) => text.replace('7100', '0'), /world\.listen is "127\.0\.0\.1:0"; accepted: HOST:PORT/],
    ['a factor', (text) => `${text}timeScale: 0\n`, /:9:12: timeScale is 0; accepted: a number from 0.000001 to/],
    ['no time', (text) => `${text}frameDelay: 5\n`, /frameDelay is 5; accepted: a time such as/],
    [
      'a process that is missing',
      (text) => text.replace(/ {2}bob.*\n/, ''),
      /nodes\.bob is missing; accepted: those of the scenario: alice, bob$/
    ],
    [
      'one too many',
      (text) => `${text}  eve: { listen: 'localhost:7104' }\n`,
      /:9:3: nodes\.eve is not in the scenario/
    ],
    [
      'an address twice',
      (text) => text.replace('7202', '7100'),
      /nodes\.alice\.manage is 127\.0\.0\.1:7100; accepted: an address of its own, world\.listen has/
    ],
    ['no certificates', (text) => text.replace('insecure: true\n', ''), /certificates is missing; accepted: a folder/],
    ['both', (text) => `${text}certificates: c\n`, /insecure is true beside certificates; accepted: one of the two/],
    [
      'openness to a network',
      (text) => text.replace('localhost', '10.0.0.1'),
      /nodes\.bob\.listen is 10\.0\.0\.1:7103; accepted: a loopback address/
    ],
    [
      'a scenario that is not there',
      (text) => text.replace('network', 'none'),
      /none\.yaml cannot be read \(ENOENT\); accepted: the scenario of/
    ],
    [
      'an origin',
      (text) => text.replace('log: debug', "origins: ['https://a/b']"),
      /origins\[0\] is "https:\/\/a\/b"; accepted: the origin of a page/
    ],
    [
      'a node in the world',
      (text) => text.replace('log: debug', 'inWorld: true'),
      /nodes\.alice\.inWorld is .*; accepted: /
    ]
  ])('with %s is refused', (_, change, message) => {
    expect(() => read(change(DEPLOYMENT))).toThrow(message)
  })

  it('names all that is wrong, and what is wrong in its scenario', () => {
    expect(() => read(`${DEPLOYMENT}timeScale: 0\nlog: loud\n`)).toThrow(
      /timeScale is 0.*\n.*log is "loud"; accepted: one of/
    )
    writeFileSync(join(folder, 'wrong.yaml'), 'name: x\n')
    expect(() => read(DEPLOYMENT.replace('network', 'wrong'))).toThrow(/wrong\.yaml:1:1: /)
  })
})

describe('the environment of a process', () => {
  it('goes before the file', () => {
    const environment = {
      BELLWIRE_TIME_SCALE: '2.5',
      BELLWIRE_FRAME_DELAY: '1 ms',
      BELLWIRE_LISTEN: '127.0.0.1:9000',
      BELLWIRE_MANAGE: '127.0.0.1:9001',
      BELLWIRE_LOG: 'warn',
      BELLWIRE_DATA: 'kept'
    }
    const deployment = read(DEPLOYMENT, environment, 'node', 'bob')
    expect(deployment).toMatchObject({ timeScale: 2.5, frameDelay: 1e6 })
    expect(placeOf(deployment, { role: 'node', name: 'bob' })).toMatchObject({
      listen: { host: '127.0.0.1', port: 9000 },
      manage: { host: '127.0.0.1', port: 9001 },
      log: 'warn',
      data: resolve('kept/bob')
    })
    expect(placeOf(deployment, { role: 'node', name: 'alice' })).toMatchObject({ log: 'debug' })
  })

  it('is named where it is wrong', () => {
    expect(() => read(DEPLOYMENT, { BELLWIRE_TIME_SCALE: 'fast' })).toThrow(
      /timeScale is "fast" \(by BELLWIRE_TIME_SCALE\); accepted: a number from/
    )
    expect(() => read(DEPLOYMENT, { BELLWIRE_TIMESCALE: '1' })).toThrow(
      /BELLWIRE_TIMESCALE of the environment is no variable/
    )
  })
})

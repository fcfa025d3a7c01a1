import { expect, it } from 'vitest'
import { parseKmeConfiguration } from './kme-configuration.js'

const smallest = {
  kme: { id: 'a', node: 1 },
  tls: { key: 'k.pem', certificate: '/etc/c.pem', authority: 'ca.pem' },
  store: 'store',
  peers: [{ id: 'b', node: 2 }],
  saes: { alice: 'a', bob: 'b' }
}

it('fills in what is left out, and finds files beside the configuration', () => {
  expect(parseKmeConfiguration(smallest, '/conf')).toEqual({
    ...smallest,
    tls: { key: '/conf/k.pem', certificate: '/etc/c.pem', authority: '/conf/ca.pem' },
    store: '/conf/store',
    applications: { host: '127.0.0.1', port: 0 },
    unitSize: 256,
    retention: 720,
    capacity: 1_000_000,
    limits: { maximumKeysPerRequest: 128, minimumKeySize: 8, maximumKeySize: 4096, maximumAdditionalSlaves: 15 }
  })
  const { applications, link, limits, spool } = parseKmeConfiguration(
    { ...smallest, applications: { port: 1 }, link: { port: 2 }, limits: { maximumKeySize: 512 }, spool: 's' },
    '/conf'
  )
  expect([applications, link, spool]).toEqual([
    { host: '127.0.0.1', port: 1 },
    { host: '127.0.0.1', port: 2 },
    '/conf/s'
  ])
  expect(limits).toMatchObject({ maximumKeySize: 512, minimumKeySize: 8 })
})

it('knows applications of any name (KEY-051)', () => {
  const saes = JSON.parse('{"constructor":"a","__proto__":"b","toString":"b"}') as Record<string, string>
  expect(Object.entries(parseKmeConfiguration({ ...smallest, saes }, '/').saes)).toEqual(Object.entries(saes))
})

it.each([
  ['nothing', undefined, /^configuration is missing; accepted: an object/],
  ['a list', [], /^configuration is a list; accepted: an object/],
  ['no store', { ...smallest, store: undefined }, /^store is missing; accepted: a text/],
  ['a member too many', { ...smallest, stores: 'x' }, /^stores is given; accepted: no member of this name/],
  ['a node number out of range', { ...smallest, kme: { id: 'a', node: -1 } }, /^kme\.node is -1; accepted: at least 0/],
  ['no peer', { ...smallest, peers: [] }, /^peers is an empty list; accepted: a list of at least 1/],
  ['no KME', { ...smallest, kme: undefined }, /^kme is missing; accepted: a/],
  ['nothing as KME', { ...smallest, kme: null }, /^kme is null; accepted: an object/],
  ['no name', { ...smallest, kme: { id: '', node: 1 } }, /^kme\.id is empty; accepted: a text of at least 1/],
  ['a port as text', { ...smallest, link: { port: '1' } }, /^link\.port is "1"; accepted: a number/],
  ['a port that is too high', { ...smallest, link: { port: 65_536 } }, /^link\.port is 65536; accepted: at most 65535/],
  ['half a unit', { ...smallest, capacity: 2.5 }, /^capacity is 2\.5; accepted: an integer/],
  ['one name twice', { ...smallest, peers: [{ id: 'a', node: 2 }] }, /^peers is a; accepted: another id/],
  ['one number twice', { ...smallest, peers: [{ id: 'b', node: 1 }] }, /^peers is 1; accepted: another node number/],
  ['an application of nobody', { ...smallest, saes: { alice: 'c' } }, /^saes\.alice is c; accepted: a or b/],
  ['a retention of parts of hours', { ...smallest, retention: 0.5 }, /^retention is 0.5/],
  ['half a character', { ...smallest, kme: { id: '\ud800', node: 1 } }, /^kme\.id is .*whole characters/],
  ['an application of no KME', { ...smallest, saes: { alice: 5 } }, /^saes\.alice is number; accepted: a or b/],
  ['an application without a name', { ...smallest, saes: { '': 'a' } }, /^saes is ; accepted: names/],
  ['applications in a list', { ...smallest, saes: [] }, /^saes is /],
  ['a unit of odd bits', { ...smallest, unitSize: 100 }, /^unitSize is 100; accepted: a multiple of 8/],
  [
    'limits that exclude all',
    { ...smallest, limits: { minimumKeySize: 64, maximumKeySize: 32 } },
    /accepted: at most 32/
  ]
])('refuses %s by name', (_what, value, message) => {
  expect(() => parseKmeConfiguration(value, '/conf')).toThrow(
    expect.objectContaining({ code: 'CONFIGURATION_INVALID', message: expect.stringMatching(message) })
  )
})

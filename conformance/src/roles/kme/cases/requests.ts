import { objectIn, pathOf } from '../answers.js'
import type { KmeCase, KmeTest } from '../kme-test.js'

const BAD: readonly number[] = [400, 401, 404, 405]

/** A request that cannot be carried out: caller, method, path and body. */
type Bad = readonly [what: string, caller: string, method: string, path: string, body?: string]

const UUID = '01234567-89ab-8def-8123-456789abcdef'

/** Makes all of them, while the peer can hear of it. Each is to be refused, and to change nothing. */
async function checkRefused(test: KmeTest, bad: readonly Bad[]): Promise<void> {
  const { scene, peer } = test
  for (const [what, caller, method, path, body] of bad) {
    const { status } = await test.answered(await scene.call(caller, method, path, body))
    test.check('KEY-055', BAD.includes(status), `${what} is answered ${status}`)
  }
  test.check('KEY-055', peer.reservations.length === 0, 'what is refused sets nothing aside')
}

/** The interface for applications (section 8.7). */
export const requestCases: readonly KmeCase[] = [
  {
    name: 'kme/malformed-requests',
    requirements: ['KEY-055'],
    async play(test) {
      const { scene } = test
      await test.start()
      const block = await scene.addBlock(12)
      const { smallest, largest, keys, slaves } = await test.limits()
      const [alice, bob] = [scene.sae(0), scene.theirSae(0)]
      const path = pathOf(bob, 'enc_keys')
      const wish = (what: string, value: unknown): Bad => [what, alice, 'POST', path, JSON.stringify(value)]
      const many = Array.from({ length: slaves + 1 }, (_, index) => `sae ${index}`)
      await checkRefused(test, [
        wish('no key', { number: 0 }),
        wish('fewer than none', { number: -1 }),
        wish('half a key', { number: 1.5 }),
        wish('a number in words', { number: 'one' }),
        wish('too many keys', { number: keys + 1 }),
        wish('no octets', { size: scene.unitSize + 1 }),
        wish('less than the smallest', { size: smallest - 8 }),
        wish('more than the largest', { size: largest + 8 }),
        wish('more than any', { size: 2 ** 40 }),
        wish('a list', []),
        wish('slaves that are none', { additional_slave_SAE_IDs: [7] }),
        wish('a slave twice', { additional_slave_SAE_IDs: [bob] }),
        wish('a slave of another KME', { additional_slave_SAE_IDs: [scene.theirSae(0, scene.other)] }),
        wish('too many slaves', { additional_slave_SAE_IDs: many }),
        ['no JSON', alice, 'POST', path, '{"number":1'],
        ['a number that is none', alice, 'GET', `${path}?number=1e1`],
        ['an unknown slave', alice, 'POST', pathOf('nobody', 'enc_keys'), '{}'],
        ['an unknown method', alice, 'GET', `${path}/more`],
        ['another version', alice, 'GET', path.replace('v1', 'v9')],
        ['DELETE', alice, 'DELETE', path],
        ['a name that is not encoded so', alice, 'GET', '/api/v1/keys/%ff/enc_keys']
      ])
      await test.checkLeft('KEY-055', block.own.length, 'what is refused takes no key')
    }
  },
  {
    name: 'kme/malformed-collections',
    requirements: ['KEY-055'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const terms = await test.held(peer.terms(block.theirs.slice(0, 2)))
      const [one = ''] = terms.units
      const [alice, path] = [scene.sae(0), pathOf(scene.theirSae(0), 'dec_keys')]
      const { keys } = await test.limits()
      const ask = (what: string, value: unknown): Bad => [what, alice, 'POST', path, JSON.stringify(value)]
      const many = Array.from({ length: keys + 1 }, () => ({ key_ID: one }))
      await checkRefused(test, [
        ask('no list', {}),
        ask('an empty list', { key_IDs: [] }),
        ask('names alone', { key_IDs: [one] }),
        ask('a name twice', { key_IDs: [{ key_ID: one }, { key_ID: one }] }),
        ask('a name that is none', { key_IDs: [{ key_ID: 'one' }] }),
        ask('one that is none beside one that is', { key_IDs: [{ key_ID: one }, { key_ID: 7 }] }),
        ask('one that there is not', { key_IDs: [{ key_ID: UUID }] }),
        ask('too many', { key_IDs: many }),
        ['no body', alice, 'POST', path],
        ['no name', alice, 'GET', path],
        ['two names', alice, 'GET', `${path}?key_ID=${one}&key_ID=${terms.units[1]}`],
        ['PUT', alice, 'PUT', path, JSON.stringify({ key_IDs: [{ key_ID: one }] })]
      ])
      const { status } = await test.collected(terms.units)
      test.check('KEY-055', status === 200, `the keys are still there: ${status}`)
    }
  },
  {
    name: 'kme/strangers',
    requirements: ['KEY-053', 'KEY-055'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const terms = await test.held(peer.terms(block.theirs.slice(0, 1)))
      const before = peer.heard.length
      for (const caller of [scene.theirSae(0), 'mallory']) {
        for (const method of ['status', 'enc_keys'] as const) {
          const { status } = await test.answered(await scene.call(caller, 'GET', pathOf(scene.theirSae(1), method)))
          test.check('KEY-053', status === 401, `${method} of ${caller}, who is none of its SAEs: ${status}`)
        }
        const { status } = await test.collected(terms.units, caller)
        test.check('KEY-053', status === 401, `keys for ${caller}: ${status}`)
      }
      test.check('KEY-055', peer.heard.length === before, 'for them nothing is set aside')
      await test.checkLeft('KEY-055', block.own.length, 'nor taken')
      const { status } = await test.collected(terms.units)
      test.check('KEY-055', status === 200, `nor is what others are to collect: ${status}`)
    }
  },
  {
    name: 'kme/mandatory-extension',
    requirements: ['KEY-058', 'KEY-055'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      for (const extension of [[{ no_such_thing: 'x' }], [{ bellwire_label: 'test' }, { constructor: 1 }]]) {
        const response = await test.wished({ size: scene.unitSize, extension_mandatory: extension })
        test.check('KEY-058', response.status === 400, `what is mandatory and not supported: ${response.status}`)
        const { message } = objectIn(response.body)
        test.check(
          'KEY-058',
          message === 'not all extension_mandatory parameters are supported',
          `it is answered ${JSON.stringify(message)}`
        )
      }
      test.check('KEY-055', peer.reservations.length === 0, 'it sets nothing aside')
      const optional = await test.wished({ size: scene.unitSize, extension_optional: [{ no_such_thing: 'x' }] })
      test.need(optional.status === 200, 'what is optional is no hindrance')
      await test.checkLeft('KEY-055', block.own.length - 1, 'nor takes it keys')
    }
  },
  {
    name: 'kme/by-get',
    requirements: ['KEY-006', 'KEY-056'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const path = `${pathOf(scene.theirSae(0), 'enc_keys')}?number=2&size=${scene.unitSize}`
      const asked = await test.answered(await scene.call(scene.sae(0), 'GET', path))
      const [reservation] = peer.reservations
      const { keys } = objectIn(asked.body)
      test.check(
        'KEY-056',
        asked.status === 200 && Array.isArray(keys),
        `a GET has its keys in \`keys\`: ${asked.status}`
      )
      test.check('KEY-006', reservation?.units.length === 2, 'as many as it asked for')
      const terms = await test.held(peer.terms(block.theirs.slice(0, 1)))
      const one = `${pathOf(scene.theirSae(0), 'dec_keys')}?key_ID=${terms.units[0]}`
      const collected = await test.answered(await scene.call(scene.sae(0), 'GET', one))
      test.check(
        'KEY-056',
        Array.isArray(objectIn(collected.body)['keys']),
        `and so has one of dec_keys: ${collected.status}`
      )
    }
  }
]

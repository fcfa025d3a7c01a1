// Judges Bellwire's KME as it is run, a process with its sockets, its files and true time: `node
// tools/conformance/kme-at-sockets.mjs [SEEDS] [CASE]`. It makes the certificates and the configuration in a folder of its own, with
// the file of conformance/docs/kmes.md. Exit code 1 where it does not pass. With `--wrong [ID…]`, KMEs that are wrong at their sockets;
// exit code 1 where one is not found.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runSuite, SUITES } from '@bellwire/conformance'
import { openSubject } from '@bellwire/conformance/runner'
import { TestAuthority } from '@bellwire/key-store'
import { WRONG_DOORS } from './wrong-nodes/kme-doors.mjs'

const BELLWIRE = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))
const WRONG = fileURLToPath(new URL('serve-wrong-kme.mjs', import.meta.url))

const UNIT_SIZE = 128
const SAES = { alice: 'kme-a', 'anna/é': 'kme-a', bob: 'kme-b', 'bert/é': 'kme-b', zoe: 'kme c/é' }

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** @param {string} folder @param {readonly string[]} command @returns the file that says what is tested */
async function prepare(folder, command = [process.execPath, BELLWIRE, 'keys', 'serve', '--config', 'kme.json']) {
  const authority = new TestAuthority()
  const write = (/** @type {string} */ name, /** @type {string | Buffer} */ text) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 })
    return name
  }
  const files = (/** @type {string} */ name, /** @type {import('@bellwire/key-store').TlsIdentity} */ tls) => {
    const coded = encodeURIComponent(name)
    return { certificate: write(`${coded}.pem`, tls.certificate), key: write(`${coded}.key.pem`, tls.key) }
  }
  const tls = {
    ...files('kme-a', authority.kme('kme-a', ['127.0.0.1'])),
    authority: write('authority.pem', authority.certificate)
  }
  const [applications, link] = [
    { host: '127.0.0.1', port: await freePort() },
    { host: '127.0.0.1', port: await freePort() }
  ]
  const peers = [
    { id: 'kme-b', node: 20 },
    { id: 'kme c/é', node: 5 }
  ]
  const [kme, unitSize, spool] = [{ id: 'kme-a', node: 10 }, UNIT_SIZE, 'spool']
  // One of its applications has the name of a KME.
  const saes = { ...SAES, 'kme-b': 'kme-a' }
  const configuration = { kme, tls, store: 'store', spool, applications, link, peers, saes, unitSize }
  write('kme.json', JSON.stringify(configuration))
  const uri = (/** @type {string} */ id) => `urn:bellwire:sae:${id}`
  const client = (/** @type {string} */ commonName, /** @type {string[]} */ ...uris) =>
    authority.issue({ commonName, uris, role: 'client' })
  const under = {
    implementation: 'bellwire',
    version: '0.1.0',
    command,
    stores: ['store'],
    spool,
    applications,
    link,
    authority: tls.authority,
    ...kme,
    unitSize,
    peers: peers.map((peer) => ({ ...peer, ...files(peer.id, authority.kme(peer.id, [])) })),
    saes: Object.entries(SAES).map(([id, home]) => ({ id, kme: home, ...files(id, authority.sae(id)) })),
    others: {
      mallory: files('mallory', authority.sae('mallory')),
      stranger: files('stranger', new TestAuthority().sae('alice')),
      'common name': files('common name', client('alice')),
      'two names': files('two names', client('alice', uri('alice'), uri('anna'))),
      'another kme': files('another kme', authority.kme('kme-x', []))
    }
  }
  return join(folder, write('iut.json', JSON.stringify({ kme: under })))
}

/** @param {readonly string[] | undefined} command of another KME than Bellwire's @param {import('@bellwire/conformance').SuiteOptions<'kme'>} options */
async function judge(command, options) {
  const folder = mkdtempSync(join(tmpdir(), 'bellwire-kme-'))
  try {
    return await runSuite(await openSubject(await prepare(folder, command), 'kme'), { role: 'kme', ...options })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Which of the cases that cite what a wrong KME breaks find that. @param {import('./wrong-node-source.mjs').WrongNode} node */
async function findersOf({ id, clauses }) {
  const found = []
  for (const { name, requirements } of SUITES.kme) {
    if (!name.startsWith('kme/doors/') || !requirements.some((clause) => clauses.includes(clause))) continue
    // oxlint-disable-next-line no-await-in-loop -- one KME at a time
    const { cases } = await judge([process.execPath, WRONG, id, 'kme.json'], { seeds: 1, only: name })
    const findings = cases.flatMap(({ notPassed }) => notPassed.flatMap((one) => one.findings))
    if (findings.some(({ requirement }) => clauses.includes(requirement))) found.push(name)
  }
  return found
}

if (process.argv[2] === '--wrong') {
  const ids = process.argv.slice(3)
  for (const node of WRONG_DOORS.filter(({ id }) => ids.length === 0 || ids.includes(id))) {
    // oxlint-disable-next-line no-await-in-loop -- one KME at a time
    const found = await findersOf(node)
    console.log(JSON.stringify({ id: node.id, found }))
    if (found.length === 0) process.exitCode = 1
  }
} else {
  const [seeds = '1', only] = process.argv.slice(2)
  const started = Date.now()
  const { cases, verdict } = await judge(undefined, {
    seeds: Number(seeds),
    ...(only !== undefined && { only }),
    progress: ({ name, verdict: found, notPassed }) => {
      console.log(JSON.stringify({ at: Date.now() - started, name, verdict: found, notPassed }))
    }
  })
  console.log(JSON.stringify({ cases: cases.length, verdict, milliseconds: Date.now() - started }))
  if (verdict !== 'pass') process.exitCode = 1
}

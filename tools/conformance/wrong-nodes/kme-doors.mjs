const SUITES = 'key-store/dist/tls/suites.js'
const UNPROVEN = 'key-store/dist/tls/unproven.js'
const IDENTITY = 'key-store/dist/delivery/identity.js'
const SERVER = 'key-store/dist/delivery/server.js'
const FRAMING = 'key-store/dist/link/framing.js'
const LINK = 'key-store/dist/link/tls-link.js'

/** Wrong in one place. @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {string} file @param {string} find @param {string} replace @returns {import('../wrong-node-source.mjs').WrongNode} */
const door = (id, wrong, clauses, file, find, replace) => ({
  id: `kme-door-${id}`,
  role: 'kme',
  wrong,
  clauses,
  changes: [{ file, find, replace }]
})

/** KMEs that are wrong at their sockets (sections 8.6 and 8.7). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const WRONG_DOORS = [
  door(
    'any-authority',
    'Certificates of any authority are believed towards applications.',
    ['KEY-050'],
    SERVER,
    'rejectUnauthorized: true',
    'rejectUnauthorized: false'
  ),
  door(
    'old-tls',
    'TLS 1.1 is spoken.',
    ['KEY-040', 'KEY-050'],
    SUITES,
    "minVersion: 'TLSv1.2',\n    ciphers: [",
    "minVersion: 'TLSv1.1',\n    ciphers: ['ALL', '@SECLEVEL=0',"
  ),
  door(
    'weak-suite',
    'A suite without authenticated encryption is spoken.',
    ['KEY-085'],
    SUITES,
    "'ECDHE-RSA-AES128-GCM-SHA256'",
    "'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA'"
  ),
  door(
    'little-endian',
    'The length of a frame begins with its least significant octet.',
    ['KEY-041'],
    FRAMING,
    'const length = this.#rest.readUInt32BE(0);',
    'const length = this.#rest.readUInt32LE(0);'
  ),
  door(
    'empty-frames',
    'A length of 0 is passed over.',
    ['KEY-042'],
    FRAMING,
    'if (length === 0 || length > LIMITS.frameBytes)',
    'if (length > LIMITS.frameBytes)'
  ),
  door(
    'long-frames',
    'A frame of any length is waited for.',
    ['KEY-042'],
    FRAMING,
    'if (length === 0 || length > LIMITS.frameBytes)',
    'if (length === 0)'
  ),
  door(
    'any-kme',
    'Whoever calls is taken for the first peer.',
    ['KEY-043'],
    LINK,
    'one.kmeId === kmeId && one.address === undefined',
    'one.address === undefined'
  ),
  door(
    'common-name-ignored',
    'An application without a URI is not known.',
    ['KEY-051'],
    IDENTITY,
    "typeof name === 'string' && name !== ''",
    "typeof name === 'number'"
  ),
  door(
    'two-names',
    'Of several URIs of applications, the first one counts.',
    ['KEY-051'],
    IDENTITY,
    'if (named.length > 1)',
    'if (named.length > 9)'
  ),
  door(
    'kme-as-application',
    'The certificate of a KME is taken for that of an application of its common name.',
    ['KEY-052'],
    IDENTITY,
    'if (uris.some((uri) => uri.startsWith(KME_URI)))',
    'if (uris.length > 99)'
  ),
  door(
    'long-bodies',
    'A body may have any length.',
    ['KEY-057'],
    SERVER,
    'const DEFAULT_BODY_LIMIT = 65_536',
    'const DEFAULT_BODY_LIMIT = 65_536_000_000'
  ),
  door(
    'patient',
    'A request may take ten minutes to come.',
    ['KEY-057', 'KEY-081'],
    SERVER,
    'requestTimeout = 10_000,',
    'requestTimeout = 600_000,'
  ),
  door(
    'refuses-the-newest',
    'Of too many connections that prove nothing, the newest one is ended.',
    ['KEY-082'],
    UNPROVEN,
    'oldest?.destroy()',
    'socket.destroy()'
  )
]

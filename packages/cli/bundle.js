import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'

/**
 * The command is made one program of a few files. As the thousand modules of its rooms, a process of a live network takes
 * 2 s of processor time to load; as this, a fifth of that.
 */
await build({
  input: {
    main: 'dist/modules/main.js',
    'sweep-worker': 'dist/modules/sweep/worker.js'
  },
  platform: 'node',
  // One has native code, the other starts threads from files of its own.
  external: ['lmdb', 'tinypool', 'msgpackr-extract'],
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
  plugins: [licences()]
})

/** Writes down what the packages of others in the program ask to be said of them. */
function licences() {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const folders = new Set()
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        for (const module of chunk.moduleIds) {
          const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0]
          if (folder !== undefined && !folder.includes('/@bellwire/')) folders.add(folder)
        }
      }
      const source = [...folders]
        .sort((a, b) => a.localeCompare(b))
        .map(licenceOf)
        .join('\n')
      this.emitFile({ type: 'asset', fileName: 'LICENCES-OF-OTHERS.txt', source })
    }
  }
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8')
  return `== ${name} ${version} (${license})\n${text}`
}

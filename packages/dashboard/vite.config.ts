import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const packages = fileURLToPath(new URL('../', import.meta.url))

/**
 * The page, built from the sources of every room, so that no build is needed before it: in `dist/page/`, for any web server,
 * at any path; and, with `--mode single`, as one file that a browser opens from a disk.
 */
export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL('web/', import.meta.url)),
  base: './',
  resolve: {
    alias: [
      { find: /^@bellwire\/([^/]+)$/, replacement: `${packages}$1/src/index.ts` },
      ...(mode === 'single' ? [{ find: /^\.\/start-worker\.js$/, replacement: './start-worker-inline.js' }] : [])
    ]
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'iife' },
  plugins: mode === 'single' ? [singleFile()] : [],
  build: {
    outDir: fileURLToPath(new URL('dist/page/', import.meta.url)),
    emptyOutDir: mode !== 'single',
    target: 'es2022',
    chunkSizeWarningLimit: 2500,
    modulePreload: false,
    assetsInlineLimit: 0
  }
}))

/** Puts scripts and styles into the HTML file: from a disk, a browser loads no modules. */
function singleFile(): Plugin {
  return {
    name: 'bellwire:single-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') throw new Error('no index.html was built')
      let html = String(page.source)
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === 'chunk' && part.isEntry) {
          // A function, because code has `$&` in it; and no `</script>` may end the element.
          const code = part.code.replaceAll('</script', '<\\/script')
          html = html
            .replace(/<script type="module"[^>]*><\/script>/, '')
            .replace('</body>', () => `<script type="module">${code}</script></body>`)
        } else if (name.endsWith('.css') && part.type === 'asset') {
          const style = String(part.source)
          html = html.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
        } else continue
        Reflect.deleteProperty(bundle, name)
      }
      page.source = html
      page.fileName = 'bellwire.html'
    }
  }
}

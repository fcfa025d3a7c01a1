// Builds the page where it was not built yet. Whatever fails, what is run after it does without.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const page = new URL('../packages/dashboard/dist/page/index.html', import.meta.url)
if (!existsSync(page)) {
  console.log('the page is built, once')
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const { status } = spawnSync('npm', ['run', '--silent', 'build:page'], { cwd, stdio: 'ignore' })
  if (status !== 0) console.log('it could not be built: npm run build:page says why')
}

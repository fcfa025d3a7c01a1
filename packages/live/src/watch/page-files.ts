import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { DeploymentError } from '../deployment/deployment-error.js'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2'
}

export interface PageFile {
  readonly type: string
  readonly content: Buffer
}

/**
 * The files of the built page, by their paths; of its beginning, '', with where its feed is.
 *
 * @param feed address, relative to the page's
 * @throws DeploymentError where it was not built
 */
export function pageFiles(folder: string, feed: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>()
  for (const path of pathsIn(folder)) {
    const type = TYPES[extname(path)]
    if (type === undefined) continue
    files.set(relative(folder, path).split(sep).join('/'), { type, content: readFileSync(path) })
  }
  const page = files.get('index.html')
  if (page === undefined) throw new DeploymentError(`${folder} has no page; accepted: after \`npm run build:page\``)
  const meta = `<meta name="bellwire-feed" content="${feed}">`
  const content = Buffer.from(page.content.toString('utf8').replace('</head>', `${meta}</head>`))
  return files.set('', { ...page, content })
}

function pathsIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, path))
      .filter((path) => statSync(path).isFile())
  } catch {
    return []
  }
}

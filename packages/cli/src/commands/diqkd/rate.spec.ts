import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { bellwire } from '../../bellwire.js'
import type { RateRow } from '../../diqkd/rates.js'

const folder = mkdtempSync(join(tmpdir(), 'bellwire-rate-'))
const file = (name: string): string => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
  const code = await bellwire(['diqkd', 'rate', ...args])
  vi.restoreAllMocks()
  return { code, out, err }
}

async function rowsOf(...args: string[]): Promise<readonly RateRow[]> {
  const { code, out, err } = await call(...args, '--json')
  expect(err).toBe('')
  expect(code).toBe(0)
  return (JSON.parse(out) as { rows: RateRow[] }).rows
}

const nadlinger = ['--rounds', '1500000', '--chsh', '2.64', '--qber', '0.018']
const liu = ['--rounds', '405145', '--chsh', '2.5758', '--qber', '0.036', '--key-probability', '0.26157548532']

describe('bellwire diqkd rate', () => {
  it('has the published length of Nadlinger et al., to the bit', async () => {
    const { code, out } = await call(...nadlinger, '--analysis', 'eat')
    expect(code).toBe(0)
    expect(out.split('\n')[1]).toMatch(/^eat +proof +1,500,000 +2\.64 +0\.018 +95,884 +95,950\.4 +0\.063923$/)
    const [toeplitz, centred] = [
      await rowsOf(...nadlinger, '--analysis', 'eat', '--extractor', 'toeplitz'),
      await rowsOf(...nadlinger, '--analysis', 'eat', '--centre', '0.84')
    ]
    expect(toeplitz[0]?.length).toBeGreaterThan(95_884)
    expect(centred[0]?.length).toBeGreaterThan(110_000)
  })

  it('has the calibrated length of Liu et al. under its label, and no key by entropy accumulation', async () => {
    const [azuma, eat] = await rowsOf(...liu, '--leak', '26580.76', '--analysis', 'azuma,eat')
    expect(azuma).toMatchObject({ analysis: 'azuma', label: 'calibrated, not a proof', length: 1910 })
    expect(Math.abs((azuma as RateRow).unrounded - 1910.8)).toBeLessThan(0.1)
    expect(eat).toMatchObject({ analysis: 'eat', label: 'proof', length: 0, perRound: 0 })
    expect((eat as RateRow).refusal).toMatch(/^the bound is -\d/)
    const { out } = await call(...liu, '--leak', '26580.76', '--analysis', 'azuma,chernoff')
    expect(out).toMatch(/^azuma +calibrated, not a proof .* 1,910 +1,910\.8 /m)
    expect(out).toMatch(/^chernoff +experimental .* 26,35\d /m)
  })

  it('computes every analysis at every point of a grid, each under its label', async () => {
    const rows = await rowsOf('--rounds', '1e6..1e8:3xlog', '--chsh', '2.6,2.7', '--qber', '0.02')
    expect(rows.length).toBe(5 * 3 * 2)
    expect(new Set(rows.map(({ label }) => label)).size).toBe(5)
    for (const row of rows) {
      const more = rows.find(
        (other) => other.analysis === row.analysis && other.chsh === row.chsh && other.rounds > row.rounds
      )
      if (more !== undefined) expect(more.perRound).toBeGreaterThanOrEqual(row.perRound)
      if (row.analysis === 'asymptotic') expect(row.length).toBeNull()
      else expect(row.length).toBe(Math.round(row.perRound * row.rounds))
    }
  })

  it('finds the best noisy preprocessing', async () => {
    const point = ['--rounds', '1e9', '--chsh', '2.504', '--qber', '0.069', '--key-probability', '0.25']
    const [plain] = await rowsOf(...point, '--analysis', 'asymptotic')
    const [best] = await rowsOf(...point, '--analysis', 'asymptotic', '--noise', 'best')
    expect((plain as RateRow).perRound * 4).toBeCloseTo(0.098945, 5)
    expect((best as RateRow).perRound * 4).toBeCloseTo(0.108388, 5)
    expect((best as RateRow).flips).toBeCloseTo(0.0183, 3)
    const [fixed] = await rowsOf(...point, '--analysis', 'asymptotic', '--noise', '0.0183')
    expect((fixed as RateRow).perRound).toBeCloseTo((best as RateRow).perRound, 6)
  })

  it('takes noise into entropy accumulation, by which there is key of pairs that have none without', async () => {
    const far = ['--rounds', '5e7', '--chsh', '2.504', '--qber', '0.069', '--test-probability', '0.02']
    const centred = [...far, '--centre', '0.813', '--analysis', 'eat']
    const [none, some, best] = await rowsOf(...centred, '--noise', '0,0.02,best')
    expect(none).toMatchObject({ noise: 0, flips: 0, length: 0, label: 'proof' })
    expect(some).toMatchObject({ noise: 0.02, flips: 0.02 })
    expect(best).toMatchObject({ noise: 'best' })
    expect((best as RateRow).flips).toBeCloseTo(0.038, 2)
    expect((some as RateRow).length).toBeGreaterThan(200_000)
    expect((best as RateRow).length).toBeGreaterThan((some as RateRow).length ?? 0)
    // Where nothing is said of noise there is none, and no word of it.
    const [plain] = await rowsOf(...centred)
    expect(plain).toEqual(
      Object.fromEntries(Object.entries(none as RateRow).filter(([key]) => !/noise|flips/.test(key)))
    )
    const golden = await rowsOf(...nadlinger, '--analysis', 'eat', '--noise', '0')
    expect(golden[0]?.length).toBe(95_884)
    expect((await rowsOf(...far, '--noise', '0.01')).map(({ analysis }) => analysis)).toEqual(['eat', 'asymptotic'])
  })

  it('draws curves with noise and without, over the error rate of depolarised pairs', async () => {
    const page = file('noise.html')
    const more = ['--noise', '0,0.02', '--test-probability', '0.02', '--report', page]
    const rows = await rowsOf('--rounds', '1e8', '--chsh', 'depolarised', '--qber', '0.06..0.08:5', ...more)
    expect(rows.length).toBe(2 * 2 * 5)
    for (const { chsh, qber } of rows) expect(chsh).toBeCloseTo(2 * Math.SQRT2 * (1 - 2 * qber), 12)
    const report = readFileSync(page, 'utf8')
    expect(report).toContain('Key rate over error rate Q')
    expect(report.match(/<path d="M[^"]*" class="line t\d/g)?.length).toBe(4)
    for (const name of ['no noise', 'noise 0.02']) expect(report).toContain(`eat (proof), ${name}`)
  })

  it('writes the same as comma-separated values, and a page with a plot', async () => {
    const more = ['--csv', file('rates.csv'), '--report', file('rates.html')]
    const rows = await rowsOf('--rounds', '1e6', '--chsh', '2.3..2.8:6', '--qber', '0.01', ...more)
    const [titles, ...lines] = readFileSync(file('rates.csv'), 'utf8').trimEnd().split('\r\n')
    expect(titles).toBe('analysis,label,rounds,chsh,qber,flips,length,unrounded,perRound,refusal')
    expect(lines.length).toBe(rows.length)
    expect(lines[0]).toMatch(/^eat,proof,1000000,2\.3,0\.01,,0,-/)
    expect(lines.some((line) => line.startsWith('azuma,"calibrated, not a proof",'))).toBe(true)
    const page = readFileSync(file('rates.html'), 'utf8')
    expect(page.match(/<path d="M[^"]*" class="line t\d"/g)?.length).toBe(5)
    expect(page).toContain('CHSH value S')
    expect(page).toContain('calibrated, not a proof')
    expect(page.match(/<tr>/g)?.length).toBe(rows.length + 1)
    await rowsOf(...nadlinger, '--report', file('rounds.html'))
    expect(readFileSync(file('rounds.html'), 'utf8')).toContain('Key rate over rounds')
  })

  it.each<[string[], RegExp]>([
    [[], /^bellwire diqkd rate: --rounds is missing; accepted: a number, /],
    [['--rounds', '1e6'], /--chsh is missing; accepted: /],
    [['--rounds', '1.5', '--chsh', '2.5', '--qber', '0'], /--rounds is 1\.5; accepted: an integer from 1\n$/],
    [['--rounds', '10,20.5', '--chsh', '2.5', '--qber', '0'], /--rounds is 10,20\.5; accepted: an integer from 1\n$/],
    [
      ['--rounds', '1.5..9:3', '--chsh', '2.5', '--qber', '0'],
      /--rounds is 1\.5\.\.9:3; accepted: an integer from 1\n$/
    ],
    [['--rounds', '0', '--chsh', '2.5', '--qber', '0'], /--rounds is 0; accepted: an integer from 1\n$/],
    [
      ['--rounds', '1e6', '--chsh', '2.9', '--qber', '0'],
      /--chsh is 2\.9; accepted: numbers from 0 to 2√2, 2\.8284271\n$/
    ],
    [['--rounds', '1e6', '--chsh', '2.5', '--qber', '0.6'], /--qber is 0\.6; accepted: numbers from 0 to 0\.5\n$/],
    [['--rounds', '1e6', '--chsh', 'much', '--qber', '0'], /--chsh is much; accepted: numbers from 0/],
    [['--rounds', '1..', '--chsh', '2.5', '--qber', '0'], /--rounds.*'1\.\.'; accepted: /],
    [
      [...nadlinger, '--analysis', 'magic'],
      /--analysis is magic; accepted: eat, azuma, chernoff, bbm92, asymptotic, a list/
    ],
    [
      [...nadlinger, '--analysis', 'eat,azuma', '--noise', 'best'],
      /--noise is given with --analysis azuma; accepted: eat, asymptotic, as noisy preprocessing is not analysed by azuma\n$/
    ],
    [[...nadlinger, '--analysis', 'all', '--noise', '0.1'], /--noise is given with --analysis azuma; accepted: /],
    [
      [...nadlinger, '--noise', '0.7'],
      /--noise is 0\.7; accepted: a number from 0 to 0\.5, or best, or a list of them\n$/
    ],
    [[...nadlinger, '--noise', ''], /--noise is ; accepted: a number from 0 to 0\.5/],
    [[...nadlinger, '--noise', 'best', '--leak', '9'], /--noise best and --leak are given; accepted: one of them/],
    [[...nadlinger, '--efficiency', '0.9'], /--efficiency is 0\.9; accepted: a number from 1 to 10\n$/],
    [[...nadlinger, '--epsilon', '0'], /--epsilon is 0; accepted: a number above 0 and below 1\n$/],
    [
      [...nadlinger, '--key-probability', '0.5'],
      /--key-probability is 0\.5; accepted: a number above 0 and below 0\.5, /
    ],
    [[...nadlinger, '--extractor', 'juice'], /--extractor is juice; accepted: trevisan, toeplitz\n$/],
    [[...nadlinger, '--report', '/does/not/exist/r.html'], /r\.html cannot be written \(ENOENT\); accepted: /],
    [
      ['--rounds', '1..9999:9999', '--chsh', '2..2.8:9', '--qber', '0'],
      /rows are asked for; accepted: up to 100000\n$/
    ],
    [[...nadlinger, '--csv', 'r', '--report', './r'], /--report is \.\/r, as --csv; accepted: a file of its own\n$/],
    // More than memory holds.
    [
      ['--rounds', '1..1999:1999', '--chsh', '2..2.8:999', '--qber', '0..0.1:999', '--analysis', 'azuma'],
      /1995003999 rows are asked for/
    ]
  ])('%j is wrong use', async (args, message) => {
    const { code, out, err } = await call(...args)
    expect(err).toMatch(message)
    expect(out).toBe('')
    expect(code).toBe(2)
  })
})

describe('bellwire diqkd', () => {
  it('is a group of commands', async () => {
    let [out, err] = ['', '']
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
    expect(await bellwire(['diqkd', '--help'])).toBe(0)
    expect(out).toMatch(/rate[\s\S]*postprocess/)
    expect(await bellwire(['diqkd'])).toBe(2)
    expect(err).toMatch(/^bellwire diqkd: no command given; accepted: rate, postprocess\n/)
    err = ''
    expect(await bellwire(['diqkd', 'rat'])).toBe(2)
    expect(err).toBe('bellwire diqkd: rat is not a command; accepted: rate, postprocess\n')
    err = ''
    expect(await bellwire(['diqkd', 'rate', '--nonsense'])).toBe(2)
    expect(err).toMatch(/^bellwire diqkd rate: --nonsense is not a flag of diqkd rate; accepted: --rounds, /)
    out = ''
    expect(await bellwire(['diqkd', 'rate', '--help'])).toBe(0)
    expect(out).toContain('--key-probability')
  })
})

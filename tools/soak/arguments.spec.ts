import { expect, test } from 'vitest'
import { soakArguments, WrongUse } from './arguments.mjs'

test('without flags it plays many runs, one worker for each processor', () => {
  expect(soakArguments([])).toEqual({
    help: false,
    plays: 'link',
    seed: undefined,
    first: 1,
    runs: 100_000,
    workers: expect.any(Number)
  })
})

test('takes what it is given', () => {
  expect(soakArguments(['--runs', '5', '--first=0', '--workers', '2'])).toMatchObject({ runs: 5, first: 0, workers: 2 })
  expect(soakArguments(['--seed', '7', '--trace', 'a.trace'])).toEqual({
    help: false,
    plays: 'link',
    seed: 7,
    trace: 'a.trace'
  })
  expect(soakArguments(['--seed=0'])).toEqual({ help: false, plays: 'link', seed: 0, trace: undefined })
})

test('--network asks for networks, in many runs and in one', () => {
  expect(soakArguments(['--network', '--runs', '3'])).toMatchObject({ plays: 'network', runs: 3, first: 1 })
  expect(soakArguments(['--seed', '7', '--network'])).toEqual({
    help: false,
    plays: 'network',
    seed: 7,
    trace: undefined
  })
  expect(() => soakArguments(['--network=1'])).toThrow('--network=1 has a value; accepted: --network alone')
  expect(() => soakArguments(['--network', '--network'])).toThrow('--network is given twice; accepted: once')
})

test('--kills asks for links whose nodes are killed', () => {
  expect(soakArguments(['--kills', '--runs', '3'])).toMatchObject({ plays: 'kills', runs: 3 })
  expect(() => soakArguments(['--kills', '--network'])).toThrow('--kills is given with --network')
  expect(() => soakArguments(['--kills', '--hardware'])).toThrow('--kills is given with --hardware')
})

test('--hardware asks for links whose hardware is behind channels', () => {
  expect(soakArguments(['--hardware', '--runs', '3'])).toMatchObject({ plays: 'hardware', runs: 3 })
  expect(soakArguments(['--hardware', '--seed', '7', '--trace', 'a'])).toMatchObject({ plays: 'hardware', trace: 'a' })
  expect(() => soakArguments(['--hardware', '--network'])).toThrow('--hardware is given with --network')
  expect(() => soakArguments(['--hardware', '--distribution'])).toThrow('--hardware is given with --distribution')
})

test('--distribution asks for sessions of key distribution, one in eleven of them honest', () => {
  expect(soakArguments(['--distribution'])).toMatchObject({ plays: 'distribution', runs: 11_000, first: 1 })
  expect(soakArguments(['--distribution', '--seed', '7'])).toMatchObject({ plays: 'distribution', seed: 7 })
  expect(() => soakArguments(['--distribution', '--network'])).toThrow('--network is given with --distribution')
  expect(() => soakArguments(['--distribution', '--seed', '7', '--trace', 'a'])).toThrow(
    '--trace is given with --distribution; accepted: --seed'
  )
})

test('--stack asks for sessions through the whole stack, each adversary once', () => {
  expect(soakArguments(['--distribution', '--stack'])).toMatchObject({
    plays: 'stack',
    runs: 37,
    first: 1
  })
  expect(soakArguments(['--stack', '--distribution', '--seed', '7'])).toMatchObject({ plays: 'stack', seed: 7 })
  expect(() => soakArguments(['--stack'])).toThrow('--stack is given without --distribution; accepted: both')
})

test.each([['--help'], ['-h'], ['--runs', 'x', '--help'], ['--nonsense', '--help']])('%s asks for help', (...args) => {
  expect(soakArguments(args)).toEqual({ help: true })
})

test.each([
  [['--runs', 'x'], '--runs is x; accepted: an integer from 1 to 9007199254740990'],
  [['--runs', '0'], '--runs is 0; accepted: an integer from 1 to 9007199254740990'],
  [['--runs', '1e3'], '--runs is 1e3; accepted: an integer from 1 to 9007199254740990'],
  [['--runs='], '--runs is empty; accepted: an integer from 1 to 9007199254740990'],
  [['--runs', '9007199254740991'], '--runs is 9007199254740991; accepted: an integer from 1 to 9007199254740990'],
  [['--first', '-1'], '--first is -1; accepted: an integer from 0 to 9007199254740991'],
  [['--seed', '-1'], '--seed is -1; accepted: an integer from 0 to 9007199254740991'],
  [['--seed', '1.5'], '--seed is 1.5; accepted: an integer from 0 to 9007199254740991'],
  [['--seed', '9007199254740993'], '--seed is 9007199254740993; accepted: an integer from 0 to 9007199254740991'],
  [['--workers', '0'], '--workers is 0; accepted: an integer from 1 to 1024'],
  [['--workers', 'NaN'], '--workers is NaN; accepted: an integer from 1 to 1024'],
  [['--seed'], '--seed has no value; accepted: --seed VALUE'],
  [['--trace', '--seed', '1'], '--trace has no value; accepted: --trace VALUE'],
  [['--runs', '1', '--runs', '2'], '--runs is given twice; accepted: once'],
  [['--seed', '1', '--runs', '2'], '--runs is given with --seed; accepted: one of them'],
  [['--trace', 'a'], '--trace is given without --seed; accepted: both'],
  [['--seed', '1', '--trace='], '--trace is empty; accepted: a file'],
  [['12'], '12 is one argument too many; accepted: flags alone'],
  [['--help=1'], '--help=1 has a value; accepted: --help alone'],
  [
    ['--sed', '1'],
    '--sed is not a flag of soak; accepted: --runs, --first, --workers, --seed, --trace, --network, --hardware, --kills, --distribution, --stack, --keys, --network-kills, --hostile, --listener, --processes, --help'
  ],
  [
    ['-x'],
    '-x is not a flag of soak; accepted: --runs, --first, --workers, --seed, --trace, --network, --hardware, --kills, --distribution, --stack, --keys, --network-kills, --hostile, --listener, --processes, --help'
  ],
  [
    ['--toString'],
    '--toString is not a flag of soak; accepted: --runs, --first, --workers, --seed, --trace, --network, --hardware, --kills, --distribution, --stack, --keys, --network-kills, --hostile, --listener, --processes, --help'
  ]
])('refuses %j', (args, message) => {
  expect(() => soakArguments(args)).toThrow(WrongUse)
  expect(() => soakArguments(args)).toThrow(message)
})

test('--keys asks for kills, and takes nothing but their number', () => {
  expect(soakArguments(['--keys'])).toEqual({ help: false, keys: true, runs: 1000 })
  expect(soakArguments(['--runs', '5', '--keys'])).toEqual({ help: false, keys: true, runs: 5 })
  for (const [flag, value] of [
    ['--first', '1'],
    ['--workers', '2'],
    ['--seed', '3']
  ] as const)
    expect(() => soakArguments(['--keys', flag, value])).toThrow(`${flag} is given with --keys; accepted: --runs`)
  expect(() => soakArguments(['--keys', '--network'])).toThrow(WrongUse)
  expect(() => soakArguments(['--keys', '--runs', '0'])).toThrow(/--runs is 0; accepted: an integer from 1/)
})

test.each([
  ['hostile', 1_000_000, '--runs, --first, --listener'],
  ['processes', 50, '--runs, --first'],
  ['network-kills', 1000, '--runs, --first']
] as const)('--%s asks for an attack, from a seed on', (attack, runs, accepted) => {
  expect(soakArguments([`--${attack}`])).toMatchObject({ help: false, attack, runs, first: 1 })
  expect(soakArguments([`--${attack}`, '--runs', '5', '--first', '7'])).toMatchObject({ runs: 5, first: 7 })
  expect(() => soakArguments([`--${attack}`, '--seed', '7'])).toThrow(
    `--seed is given with --${attack}; accepted: ${accepted}`
  )
})

test('--listener says what --hostile attacks', () => {
  expect(soakArguments(['--hostile'])).toMatchObject({ listener: 'parties' })
  expect(soakArguments(['--hostile', '--listener', 'keys'])).toMatchObject({ listener: 'keys' })
  expect(() => soakArguments(['--hostile', '--listener', 'x'])).toThrow(
    '--listener is x; accepted: parties, device, management, keys'
  )
  expect(() => soakArguments(['--listener', 'keys'])).toThrow('--listener is given without --hostile; accepted: both')
})

import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import MiniSearch from 'minisearch'
import { anchor } from '../site/anchor.mjs'
import { options, searchOptions } from '../site/search.mjs'

const docs = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const root = dirname(docs)
const site = process.env.SITE_OUTPUT ?? join(docs, 'target/site')
const base = process.env.SITE_BASE ?? '/'
const repository = 'https://github.com/wasmspring/wasm-spring-boot'

function files(directory) {
  return readdirSync(directory, { recursive: true }).map((file) => join(directory, file)).filter((file) => statSync(file).isFile())
}

const decode = (text) => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')
const pages = new Map(files(site).filter((file) => file.endsWith('.html')).map((file) => {
  const html = readFileSync(file, 'utf8')
  return [file, {
    ids: new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => decode(match[1]))),
    links: [...html.matchAll(/<(?:a|img|link|script)\b[^>]*? (?:href|src)="([^"]+)"/g)].map((match) => decode(match[1]))
  }]
}))

test('there is a page for each file', () => {
  const sources = [...readdirSync(docs), ...readdirSync(join(docs, 'benchmarks')).map((file) => `benchmarks/${file}`)]
    .filter((file) => file.endsWith('.md'))
  assert.ok(sources.length > 30)
  for (const source of sources) {
    assert.ok(pages.has(join(site, source.replace(/\.md$/, '.html'))), `${source} has no page`)
    assert.ok(existsSync(join(site, source)), `${source} is not readable as Markdown`)
    assert.match(readFileSync(join(site, 'llms.txt'), 'utf8'), new RegExp(`\\(${base}${source}\\)`))
  }
})

test('every link leads somewhere', () => {
  const problems = []
  for (const [file, page] of pages) {
    for (const link of page.links) {
      const problem = findProblem(file, link)
      if (problem) {
        problems.push(`${relative(site, file)}: ${link}: ${problem}`)
      }
    }
  }
  assert.deepEqual(problems, [])
})

function findProblem(file, link) {
  const [path, hash] = link.split('#').map(decodeURIComponent)
  const shown = path.match(new RegExp(`^${repository}/(?:blob|tree|edit)/[^/]+/(.+)$`))
  if (shown) {
    return existsSync(join(root, shown[1])) ? undefined : 'is not in the repository'
  }
  if (/^(https?|data):/.test(path)) {
    return undefined
  }
  let target = file
  if (path !== '') {
    target = path.startsWith('/') ? join(site, path.slice(base.length)) : resolve(dirname(file), path)
    target = path.endsWith('/') ? join(target, 'index.html') : target
    target = existsSync(target) ? target : `${target}.html`
  }
  if (!existsSync(target)) {
    return 'is not there'
  }
  return (hash && pages.has(target) && !pages.get(target).ids.has(hash)) ? `has no ${hash}` : undefined
}

test('a search finds each error message', async () => {
  const chunk = files(join(site, 'assets')).find((file) => /@localSearchIndexroot.*\.js$/.test(file))
  const json = (await import(pathToFileURL(chunk))).default
  const index = MiniSearch.loadJSON(json, { fields: ['title', 'titles', 'text'], storeFields: ['title', 'titles'], ...options, searchOptions })
  const messages = messagesOf(readFileSync(join(docs, 'errors.md'), 'utf8'))
  assert.ok(messages.length > 40, `only ${messages.length} messages`)
  const problems = []
  for (const { section, text } of messages) {
    const found = index.search(text).slice(0, 3).map((result) => result.id)
    if (!found.includes(`${base}errors.html#${section}`)) {
      problems.push(`${section}: ${text}: found ${found}`)
    }
  }
  assert.deepEqual(problems, [])
})

/** The headings, and the first line of each description. */
function messagesOf(page) {
  const messages = []
  const seen = new Map()
  let section
  const lines = page.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const heading = lines[i].match(/^#{2,4} (.+)$/)
    if (heading) {
      const name = anchor(heading[1])
      const count = seen.get(name) ?? 0
      seen.set(name, count + 1)
      section = (count === 0) ? name : `${name}-${count}`
      messages.push({ section, text: heading[1].replaceAll('`', '') })
    }
    if (lines[i] === 'Description:') {
      messages.push({ section, text: lines[i + 2] })
    }
  }
  return messages
}

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { anchor } from './site/anchor.mjs'
import { options, searchOptions } from './site/search.mjs'
import { writeText } from './site/text.mjs'

const repository = 'https://github.com/wasmspring/wasm-spring-boot'
const docs = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const root = dirname(docs)
const version = readFileSync(resolve(root, 'pom.xml'), 'utf8')
  .match(/<artifactId>wasm-spring-boot-parent<\/artifactId>\s*<version>([^<]+)</)[1]
const snapshot = version.endsWith('-SNAPSHOT')
const revision = snapshot ? 'main' : `v${version}`

// Set by scripts/build-site.sh: where this version lies, and which others there are.
const base = process.env.SITE_BASE ?? '/'
const versions = JSON.parse(process.env.SITE_VERSIONS ?? '[]')

/** The pages in the order in which one reads them. One that is not named gets to those of its kind, or to the end. */
function sidebar() {
  const sections = {
    Start: ['index', 'getting-started', 'concepts', 'choosing-a-backend', 'migration'],
    Use: ['plugin-interfaces', 'host-functions', 'conventions', 'wasi', 'tenants', 'testing', 'recipes', 'adapters', 'platforms'],
    Guests: ['writing-guests', 'writing-guests-c', 'writing-guests-rust', 'writing-guests-assemblyscript'],
    Run: ['modules-at-run-time', 'operations', 'health', 'metrics', 'caching', 'limits'],
    Safety: ['security', 'sandbox'],
    'Look up': ['configuration', 'errors', 'backends', 'specification', 'parity'],
    Figures: ['benchmarks', 'benchmarks/kernels', 'benchmarks/http']
  }
  const named = Object.values(sections).flat()
  for (const page of readdirSync(docs).filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -3))) {
    if (!named.includes(page)) {
      sections[page.startsWith('writing-guests') ? 'Guests' : 'Look up'].push(page)
    }
  }
  return Object.entries(sections).map(([text, pages]) => ({
    text,
    items: pages.filter((page) => existsSync(resolve(docs, `${page}.md`))).map((page) => ({ text: title(page), link: `/${page}` }))
  }))
}

function title(page) {
  const heading = readFileSync(resolve(docs, `${page}.md`), 'utf8').match(/^# (.+)$/m)
  return heading[1].replaceAll('`', '')
}

export default defineConfig({
  title: 'Wasm for Spring Boot',
  description: 'WebAssembly modules as injectable, sandboxed plugins of a Spring Boot application',
  lang: 'en',
  base,
  srcDir: '.',
  srcExclude: ['src/**', 'adapters/**', 'target/**', 'guests/**', '**/node_modules/**'],
  outDir: process.env.SITE_OUTPUT ?? 'target/site',
  cacheDir: 'target/site-cache',
  cleanUrls: false,
  lastUpdated: false,
  metaChunk: true,
  ignoreDeadLinks: 'localhostLinks',
  markdown: {
    anchor: { slugify: anchor },
    config: (md) => {
      leaveTheSite(md)
      draw(md)
    },
    languageAlias: { wat: 'wasm' }
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/getting-started' },
      { text: 'Recipes', link: '/recipes' },
      { text: 'Properties', link: '/configuration' },
      {
        text: version,
        items: [
          ...versions.filter((other) => other.version !== version)
            .map((other) => ({ text: other.version, link: other.url, target: '_self' })),
          { text: 'Changes', link: `${repository}/blob/${revision}/CHANGELOG.md` }
        ]
      }
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: repository }],
    editLink: {
      pattern: `${repository}/edit/main/docs/:path`,
      text: 'Edit this page'
    },
    search: {
      provider: 'local',
      options: { miniSearch: { options, searchOptions } }
    }
  },
  buildEnd: (site) => writeText({ docs, output: site.outDir, base, title: site.site.title, description: site.site.description, pages: site.pages })
})

/** Files outside of docs are shown by the forge, at this version. */
function leaveTheSite(md) {
  md.core.ruler.push('leave-the-site', (state) => {
    const page = resolve(docs, state.env.relativePath ?? 'index.md')
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        const href = token.type === 'link_open' ? token.attrGet('href') : undefined
        if (href && !/^([a-z]+:|#|\/)/.test(href)) {
          const [path, hash] = href.split('#')
          const target = resolve(dirname(page), path)
          const inside = target.startsWith(docs + sep) && /\.md$/.test(path)
          if (!inside && existsSync(target)) {
            const kind = /\.\w+$/.test(path) ? 'blob' : 'tree'
            token.attrSet('href', `${repository}/${kind}/${revision}/${relative(root, target).split(sep).join('/')}${hash ? `#${hash}` : ''}`)
          }
        }
      }
    }
  })
}

/** A fence of the language mermaid is a drawing. */
function draw(md) {
  const fence = md.renderer.rules.fence
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index]
    return (token.info.trim() === 'mermaid')
      ? `<Drawing source="${encodeURIComponent(token.content)}" />`
      : fence(tokens, index, options, env, self)
  }
}

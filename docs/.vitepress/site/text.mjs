import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Writes the pages as Markdown beside their HTML, and what programs read first: llms.txt and llms-full.txt. */
export function writeText({ docs, output, base, title, description, pages }) {
  const names = [...pages].sort((one, other) => (one === 'index.md' ? -1 : other === 'index.md' ? 1 : one.localeCompare(other)))
  const links = []
  const full = []
  for (const name of names) {
    const text = readFileSync(join(docs, name), 'utf8')
    mkdirSync(dirname(join(output, name)), { recursive: true })
    copyFileSync(join(docs, name), join(output, name))
    links.push(`- [${heading(text)}](${base}${name}): ${summary(text)}`)
    full.push(`<!-- ${name} -->\n\n${text.replace(/^<!-- .* -->\n/gm, '')}`)
  }
  writeFileSync(join(output, 'llms.txt'), `# ${title}\n\n> ${description}\n\n## Pages\n\n${links.join('\n')}\n`)
  writeFileSync(join(output, 'llms-full.txt'), full.join('\n'))
}

function heading(text) {
  return text.match(/^# (.+)$/m)[1].replaceAll('`', '')
}

/** The first sentence after the heading. */
function summary(text) {
  const paragraph = text.split('\n').slice(1).find((line) => /^[\p{L}`[]/u.test(line)) ?? ''
  return plain(paragraph).match(/^.*?[.:](?=\s|$)/)?.[0].replace(/:$/, '.') ?? plain(paragraph)
}

function plain(text) {
  return text.replace(/\[([^\]]*)]\([^)]*\)/g, '$1')
}

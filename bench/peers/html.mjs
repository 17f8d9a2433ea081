// A notice as HTML, in page.html.
import fs from 'node:fs';

const page = fs.readFileSync(new URL('page.html', import.meta.url), 'utf8');

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function element(name, text) {
  return text ? `<${name}>${escape(text)}</${name}>` : '';
}

export function htmlOf(notice) {
  const paragraphs = notice.paragraphs.map(
    (runs) => `<p>${element('b', runs.heiti)}${element('i', runs.kaiti)}${escape(runs.fangsong)}</p>`);
  const signature = notice.signature.map((line) => `<p class="right">${escape(line)}</p>`);
  const body = [...paragraphs, ...signature].join('\n');
  return page.replaceAll('{title}', () => escape(notice.title)).replace('{body}', () => body);
}

// Chromium prints HTML, driven as Gotenberg does: one browser that stays, a new page for each notice.
// With PEER_AT_ONCE=N the notices are printed N at a time, and {"perSecond"} is printed as well.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { htmlOf } from './html.mjs';
import { count, measure, readNotices, require } from './notices.mjs';

const puppeteer = require('puppeteer-core');
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'chromium-'));
const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  headless: 'shell',
  userDataDir: profile,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});

async function print(notice) {
  const page = await browser.newPage();
  await page.setContent(htmlOf(notice), { waitUntil: 'load' });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.close();
  return Buffer.from(pdf);
}

async function measureSeveral(atOnce) {
  const notices = readNotices();
  await print(notices[0]);
  let next = 1;
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next <= count) await print(notices[next++]);
  }));
  const seconds = (performance.now() - begun) / 1000;
  console.log(JSON.stringify({ perSecond: count / seconds }));
}

try {
  if (process.env.PEER_AT_ONCE) await measureSeveral(Number(process.env.PEER_AT_ONCE));
  else await measure((await browser.version()).split('/')[1], print);
} finally {
  await browser.close();
  fs.rmSync(profile, { recursive: true, force: true });
}

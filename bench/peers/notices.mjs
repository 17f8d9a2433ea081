// What the peers in JavaScript have in common.
//   node PEER.mjs NOTICES.json OUT COUNT
// sets the first notice and writes it to OUT, then, timed, COUNT others, and prints
// {"version", "milliseconds"}.
import fs from 'node:fs';
import { createRequire } from 'node:module';

export const require = createRequire(`${process.env.PEER_MODULES}/package.json`);
export const faces = process.env.PEER_FACES;
const [input, out, words] = process.argv.slice(2);
export const count = Number(words);

// The notices that are to be set.
export function readNotices() {
  return JSON.parse(fs.readFileSync(input, 'utf8'));
}

export function versionOf(module) {
  const file = `${process.env.PEER_MODULES}/node_modules/${module}/package.json`;
  return JSON.parse(fs.readFileSync(file, 'utf8')).version;
}

// `set`: a notice → its PDF
export async function measure(version, set) {
  const notices = readNotices();
  fs.writeFileSync(out, await set(notices[0]));
  const milliseconds = [];
  for (let i = 1; i <= count; ++i) {
    const begun = performance.now();
    await set(notices[i]);
    milliseconds.push(performance.now() - begun);
  }
  console.log(JSON.stringify({ version, milliseconds }));
}

// exceljs, streaming.   node exceljs.mjs ROWS CORPUS.txt OUT.xlsx → {"version", "seconds"}
// The making of rows is not counted.
import { LedgerRows, headers } from './ledger_rows.mjs';
import { require, versionOf } from './notices.mjs';

const ExcelJS = require('exceljs');
const [count, corpus, out] = process.argv.slice(2);
const rowsAtOnce = 1000;
const rows = new LedgerRows(corpus);
const formats = { 10: 'yyyy-mm-dd', 11: 'yyyy-mm-dd', 13: '0%' };

let begun = performance.now();
const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out, useStyles: true });
const sheet = workbook.addWorksheet('整改台账');
sheet.columns = headers.map((header, column) => ({
  header,
  style: column in formats ? { numFmt: formats[column] } : {},
}));
let milliseconds = performance.now() - begun;
for (let first = 1; first <= Number(count); first += rowsAtOnce) {
  const length = Math.min(rowsAtOnce, Number(count) - first + 1);
  const made = Array.from({ length }, (_, i) => rows.make(first + i));
  begun = performance.now();
  for (const row of made) sheet.addRow(row).commit();
  // The stream is written out between the loops only.
  await new Promise((resolve) => { setImmediate(resolve); });
  milliseconds += performance.now() - begun;
}
begun = performance.now();
sheet.commit();
await workbook.commit();
milliseconds += performance.now() - begun;
console.log(JSON.stringify({ version: versionOf('exceljs'), seconds: milliseconds / 1000 }));

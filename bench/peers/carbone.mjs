// carbone fills a DOCX template, and a LibreOffice that stays makes PDF of it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { measure, require, versionOf } from './notices.mjs';

const carbone = require('carbone');
const docx = require('docx');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'carbone-'));
const template = path.join(folder, 'notice.docx');

function run(text, face, halfPoints = 32, bold = false) {
  const font = { ascii: face, hAnsi: face, eastAsia: face, cs: face };
  return new docx.TextRun({ text, font, size: halfPoints, bold });
}

// carbone repeats what stands between a paragraph with [i] and one with [i+1].
function repeated(list, children, options) {
  return ['i', 'i+1'].map(
    (at) => new docx.Paragraph({ ...options, children: children(`d.${list}[${at}]`) }));
}

function templateOf() {
  const mm = docx.convertMillimetersToTwip;
  const line = { line: 580, lineRule: 'exact', before: 0, after: 0 };
  const number = new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    children: [new docx.TextRun({
      children: ['— ', docx.PageNumber.CURRENT, ' —'],
      font: { ascii: 'FandolSong', hAnsi: 'FandolSong', eastAsia: 'FandolSong', cs: 'FandolSong' },
      size: 28,
    })],
  });
  return new docx.Document({ sections: [{
    properties: { page: {
      size: { width: mm(210), height: mm(297) },
      margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(28) },
    } },
    footers: { default: new docx.Footer({ children: [number] }) },
    children: [
      new docx.Paragraph({
        alignment: docx.AlignmentType.CENTER,
        spacing: { ...line, line: 700, after: 580 },
        children: [run('{d.title}', 'FandolSong', 44, true)],
      }),
      ...repeated('paragraphs', (each) => [
        run(`{${each}.heiti}`, 'FandolHei'),
        run(`{${each}.kaiti}`, 'FandolKai'),
        run(`{${each}.fangsong}`, 'FandolFang R'),
      ], { spacing: line, indent: { firstLine: 640 }, alignment: docx.AlignmentType.JUSTIFIED }),
      ...repeated('signature', (each) => [run(`{${each}.line}`, 'FandolFang R')],
        { spacing: line, alignment: docx.AlignmentType.RIGHT }),
    ],
  }] });
}

fs.writeFileSync(template, await docx.Packer.toBuffer(templateOf()));
carbone.set({ tempPath: folder, templatePath: folder });

function set(notice) {
  const data = { ...notice, signature: notice.signature.map((line) => ({ line })) };
  return new Promise((resolve, reject) => {
    carbone.render(template, data, { convertTo: 'pdf' },
      (error, pdf) => (error ? reject(error) : resolve(pdf)));
  });
}

await measure(versionOf('carbone'), set);
// carbone keeps its LibreOffice until the process exits.
fs.rmSync(folder, { recursive: true, force: true });
process.exit(0);

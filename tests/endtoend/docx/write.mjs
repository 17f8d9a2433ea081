// Writes a notice as a DOCX file with the npm package docx.
//   node write.mjs MANNER OUT < paragraphs.json
// paragraphs.json: [{"text": …, "level": 0, 1 or 2 where Word is to number it}]; manners:
//   runs      every paragraph in runs of a few characters, with fonts of their own
//   numbered  the numbers of headings and items are Word's own
//   table     the whole text in the cells of a table
//   breaks    several lines in a paragraph, parted by soft breaks
//   changed   with tracked changes, comments, a bookmark, header and footer
import fs from "node:fs";
import {
  AlignmentType, Bookmark, CommentRangeEnd, CommentRangeStart, CommentReference, DeletedTextRun, Document, Footer,
  Header, InsertedTextRun, LevelFormat, LevelSuffix, Packer, PageNumber, Paragraph, Table, TableCell, TableRow,
  TextRun, WidthType,
} from "docx";

const [manner, target] = process.argv.slice(2);
const paragraphs = JSON.parse(fs.readFileSync(0, "utf8"));
const fonts = ["仿宋_GB2312", "黑体", "楷体_GB2312"];
const reviser = (id) => ({ id, author: "校对", date: "2025-06-01T00:00:00Z" });

function pieces(text) {
  const lengths = [1, 4, 2, 9, 3, 17];
  const characters = [...text];
  const cut = [];
  for (let at = 0, i = 0; at < characters.length; at += lengths[i++ % lengths.length]) {
    cut.push(characters.slice(at, at + lengths[i % lengths.length]).join(""));
  }
  return cut;
}

function runs(text) {
  return pieces(text).map((piece, i) => new TextRun({
    text: piece, size: 32, bold: i % 4 === 3,
    font: { ascii: "Times New Roman", eastAsia: fonts[i % fonts.length], hint: "eastAsia" },
  }));
}

let revisions = 100;
function changed(text, index) {
  const children = [];
  pieces(text).forEach((piece, i) => {
    if (i % 3 === 1) children.push(new DeletedTextRun({ text: "原有的字。", ...reviser(revisions++) }));
    children.push(i % 2 === 1 ? new InsertedTextRun({ text: piece, ...reviser(revisions++) }) : new TextRun(piece));
  });
  if (index === 2) {
    children.unshift(new CommentRangeStart(0));
    children.push(new CommentRangeEnd(0), new TextRun({ children: [new CommentReference(0)] }));
  }
  if (index === 1) children.push(new Bookmark({ id: "_GoBack", children: [] }));
  return children;
}

function numbered({ text, level }) {
  return new Paragraph({
    children: runs(text),
    ...(level === undefined ? {} : { numbering: { reference: "notice", level } }),
  });
}

// Three lines to a paragraph.
function broken() {
  const list = [];
  for (let at = 0; at < paragraphs.length; at += 3) {
    const children = paragraphs.slice(at, at + 3).map(({ text }, i) => new TextRun({ text, break: i > 0 ? 1 : 0 }));
    list.push(new Paragraph({ children }));
  }
  return list;
}

// A row with a cell that holds all; the layout of many a form.
function table() {
  const children = paragraphs.map(({ text }) => new Paragraph({ children: runs(text) }));
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [new TableRow({ children: [new TableCell({ children })] })],
  });
}

function content() {
  switch (manner) {
    case "runs": return paragraphs.map(({ text }) => new Paragraph({ children: runs(text) }));
    case "numbered": return paragraphs.map(numbered);
    case "table": return [table()];
    case "breaks": return broken();
    case "changed": return paragraphs.map(({ text }, i) => new Paragraph({ children: changed(text, i) }));
    default: throw new Error(`no such manner: ${manner}`);
  }
}

const level = (number, format, text) => ({
  level: number, format, text, alignment: AlignmentType.START, suffix: LevelSuffix.NOTHING,
});
const notice = new Document({
  numbering: {
    config: [{
      reference: "notice",
      levels: [level(0, LevelFormat.CHINESE_COUNTING, "%1、"), level(1, LevelFormat.CHINESE_COUNTING, "（%2）"),
        level(2, LevelFormat.DECIMAL, "%3.")],
    }],
  },
  comments: { children: [{ ...reviser(0), date: new Date(0), children: [new Paragraph("此处再核。")] }] },
  sections: [{
    headers: { default: new Header({ children: [new Paragraph("内部资料")] }) },
    footers: { default: new Footer({
      children: [new Paragraph({ children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"] })] })],
    }) },
    children: content(),
  }],
});
fs.writeFileSync(target, await Packer.toBuffer(notice));

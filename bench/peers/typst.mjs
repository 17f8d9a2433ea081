// typst, as the Node package that holds its compiler.
import { faces, measure, require, versionOf } from './notices.mjs';

const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const program = String.raw`
#let notice = json(bytes(sys.inputs.notice))
#let song = ("FandolSong", "Noto Serif CJK SC")
#set page(
  paper: "a4",
  margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer-descent: 7mm,
  footer: context align(center, text(font: song, size: 14pt)[— #counter(page).display() —]),
)
// A line is as high as its em, and lines stand 29 pt apart.
#set text(font: ("FandolFang R", "Noto Serif CJK SC"), size: 16pt, lang: "zh", region: "cn",
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(leading: 13pt, spacing: 13pt, justify: true, first-line-indent: (amount: 2em, all: true))
#align(center, text(font: song, size: 22pt, weight: "bold", notice.title))
#for paragraph in notice.paragraphs {
  par({
    text(font: ("FandolHei", "Noto Sans CJK SC"), paragraph.heiti)
    text(font: ("FandolKai", "Noto Serif CJK SC"), paragraph.kaiti)
    paragraph.fangsong
  })
}
#set par(first-line-indent: 0pt)
#for line in notice.signature { align(right, line) }
`;

const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [faces] }] });
await measure(`typst-ts-node-compiler ${versionOf('@myriaddreamin/typst-ts-node-compiler')}`, (notice) =>
  Buffer.from(
    compiler.pdf({ mainFileContent: program, inputs: { notice: JSON.stringify(notice) } })));

"""Writes a DOCX file in the manner of WPS Writer, after what its files hold (namespaces, fonts with hints, text boxes
twice, smart tags, tracked changes); no WPS was at hand to write one."""
import zipfile
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = {
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "r": f"{OFFICE}/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpsCustomData": "http://www.wps.cn/officeDocument/2013/wpsCustomData",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
FONTS = '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:cs="仿宋_GB2312"/>'
LOOK = f'<w:rPr>{FONTS}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
REVISER = 'w:author="校对" w:date="2025-06-01T08:00:00Z"'


def run(text):
    return f'<w:r>{LOOK}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def deleted(text, number):
    return f'<w:del w:id="{number}" {REVISER}><w:r>{LOOK}<w:delText>{text}</w:delText></w:r></w:del>'


def inserted(text, number):
    return f'<w:ins w:id="{number}" {REVISER}>{run(text)}</w:ins>'


def smart(text):
    return (f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">'
            f'<w:smartTagPr><w:attr w:name="Year" w:val="2025"/></w:smartTagPr>{run(text)}</w:smartTag>')


def box(text):
    """A text box, as a drawing and again as VML for older programs."""
    content = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
            f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>")


def paragraph(text, index):
    """The text in pieces, each put in another way."""
    first, second, third = (text[:len(text) // 3], text[len(text) // 3:2 * len(text) // 3], text[2 * len(text) // 3:])
    number = index * 10
    middle = (run(second), smart(second), inserted(second, number))[index % 3]
    comment = (f'<w:commentRangeStart w:id="0"/>{run(first)}<w:commentRangeEnd w:id="0"/>'
               '<w:r><w:commentReference w:id="0"/></w:r>' if index == 2 else run(first))
    return (f'<w:p w14:paraId="{index + 1:08X}"><w:pPr><w:keepNext w:val="0"/><w:spacing w:line="560" '
            f'w:lineRule="exact"/><w:ind w:firstLine="640" w:firstLineChars="200"/>{LOOK}</w:pPr>'
            f'<w:bookmarkStart w:id="{index}" w:name="_GoBack{index}"/><w:bookmarkEnd w:id="{index}"/>{comment}'
            f'<w:proofErr w:type="spellStart"/>{middle}{deleted("删去的话。", number + 1)}{run(third)}</w:p>')


def deleted_paragraph():
    return (f'<w:p><w:pPr><w:rPr><w:del w:id="9001" {REVISER}/></w:rPr></w:pPr>'
            f'{deleted("整段删去的话。", 9002)}</w:p>')


def write(path, lines, boxed):
    """`lines` a paragraph each; the one of the index `boxed` stands in a text box."""
    body = []
    for index, line in enumerate(lines):
        body.append(f"<w:p>{box(line)}</w:p>" if index == boxed else paragraph(line, index))
        if index == 3:
            body.append(deleted_paragraph())
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml":
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId3" Type="{OFFICE}/relationships/'
            'custom-properties" Target="docProps/custom.xml"/><Relationship Id="rId1" '
            f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "docProps/custom.xml":
            f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes"><property '
            'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>'
            "2052-12.1.0.0</vt:lpwstr></property></Properties>",
        "word/document.xml":
            f'<w:document {spaces} mc:Ignorable="w14 w15 wp14"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>',
        "word/comments.xml":
            f'<w:comments {spaces}><w:comment w:id="0" {REVISER}><w:p>{run("此处再核。")}</w:p></w:comment></w:comments>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')

#include "conformance/check.h"

#include <array>
#include <string_view>

#include "conformance/clauses.h"

namespace tongbao::conformance {

namespace {

struct Words {
  std::string_view zh;
  std::string_view en;
};

// A clause without a check has words on why.
struct Clause {
  std::string_view standard;
  std::string_view number;
  Words title;
  Words demand;
  Check check = nullptr;
  Words why_not = {};
};

constexpr std::string_view gb9704 = "GB/T 9704-2012";
constexpr std::string_view gb15834 = "GB/T 15834-2011";
constexpr std::string_view clreq = "W3C clreq";

constexpr Words on_paper{"须在印制的纸上检查", "to be seen on the printed paper only"};
constexpr Words no_such_form{"本程序不生成此种格式", "the program makes no documents of this form"};

const std::array clauses{
    Clause{gb9704,
           "4",
           {"公文用纸", "paper"},
           {"纸张定量、白度、耐折度等", "weight, whiteness and folding endurance of the paper"},
           nullptr,
           on_paper},
    Clause{gb9704,
           "5.1",
           {"幅面尺寸", "paper size"},
           {"A4型纸，210 mm × 297 mm", "A4, 210 mm × 297 mm"},
           check_paper},
    Clause{gb9704,
           "5.2.1",
           {"页边与版心尺寸", "margins and type area"},
           {"天头37 mm±1 mm，订口28 mm±1 mm，版心156 mm × 225 mm",
            "top margin 37 mm ± 1 mm, binding margin 28 mm ± 1 mm, type area 156 mm × 225 mm"},
           check_type_area},
    Clause{gb9704,
           "5.2.2",
           {"字体和字号", "faces and sizes"},
           {"如无特殊说明，各要素用3号仿宋体", "3号 (16 pt) 仿宋 where nothing else is said"},
           check_face_and_size},
    Clause{gb9704,
           "5.2.3",
           {"行数和字数", "lines and characters"},
           {"每面22行，每行28字，撑满版心",
            "22 lines a page and 28 characters a line, filling the type area"},
           check_lines_and_rows},
    Clause{gb9704,
           "5.2.4",
           {"文字的颜色", "colour of text"},
           {"如无特殊说明，文字均为黑色", "black where nothing else is said"},
           check_colour},
    Clause{gb9704,
           "6",
           {"印制装订要求", "printing and binding"},
           {"制版、印刷和装订", "plates, print and binding"},
           nullptr,
           on_paper},
    Clause{gb9704,
           "7.2.1",
           {"份号", "serial number"},
           {"6位3号阿拉伯数字，顶格编排在版心左上角第一行",
            "six Arabic digits of 3号, flush left on the type area's first line"},
           check_serial},
    Clause{gb9704,
           "7.2.2",
           {"密级和保密期限", "classification"},
           {"3号黑体，顶格编排在版心左上角第二行", "3号黑体, flush left on the second line"},
           check_classification},
    Clause{gb9704,
           "7.2.3",
           {"紧急程度", "urgency"},
           {"3号黑体，顶格编排在版心左上角，列于份号、密级之下",
            "3号黑体, flush left, below serial number and classification"},
           check_urgency},
    Clause{gb9704,
           "7.2.4",
           {"发文机关标志", "mark of the office"},
           {"居中，上边缘至版心上边缘35 mm，红色小标宋体；“文件”在名称右侧上下居中",
            "centred, its upper edge 35 mm below the type area's, red 小标宋; 文件 right of the "
            "names, centred in their height"},
           check_mark},
    Clause{gb9704,
           "7.2.5",
           {"发文字号", "document number"},
           {"标志下空二行居中；年份用〔〕括入全称，序号不加“第”、不编虚位；上行文居左空一字",
            "two empty lines below the mark, centred; the full year in 〔〕, no 第, no leading "
            "zero; with signers one character from the left"},
           check_number},
    Clause{gb9704,
           "7.2.6",
           {"签发人", "signers"},
           {"居右空一字，“签发人”3号仿宋，姓名3号楷体，回行与第一个姓名对齐",
            "one character from the right, the label in 仿宋, names in 楷体, further lines aligned "
            "with the first name"},
           check_signers},
    Clause{gb9704,
           "7.2.7",
           {"版头中的分隔线", "rule of the head"},
           {"发文字号下4 mm处，居中，与版心等宽的红色分隔线",
            "red, 4 mm below the number, as wide as the type area"},
           check_red_rule},
    Clause{
        gb9704,
        "7.3.1",
        {"标题", "title"},
        {"2号小标宋体，分隔线下空二行，居中，回行呈梯形或菱形",
         "2号小标宋, two empty lines below the rule, centred, its lines a trapezoid or a diamond"},
        check_title},
    Clause{gb9704,
           "7.3.2",
           {"主送机关", "recipients"},
           {"标题下空一行，居左顶格，回行仍顶格，末尾标全角冒号",
            "one empty line below the title, all lines flush left, ends with a full-width colon"},
           check_recipients},
    Clause{gb9704,
           "7.3.3",
           {"正文", "body"},
           {"首页必须显示正文；自然段左空二字，回行顶格；一、黑体，（一）楷体，1.和（1）仿宋",
            "shown on the first page; paragraphs indented by two characters, further lines flush "
            "left; 一、 黑体, （一） 楷体, 1. and （1） 仿宋"},
           check_body},
    Clause{gb9704,
           "7.3.4",
           {"附件说明", "list of attachments"},
           {"正文下空一行，左空二字；名称后不加标点；回行与名称首字对齐",
            "one empty line below the body, two characters in; no mark after names; further lines "
            "align with the name's first character"},
           check_attachment_list},
    Clause{gb9704,
           "7.3.5.1",
           {"加盖印章的公文", "signature with seal"},
           {"日期右空四字，署名以日期为准居中，印章居中下压，顶端上距正文一行之内",
            "the date four characters from the right, the name centred over it, the seal centred "
            "over both, its top within one line of the text"},
           check_sealed},
    Clause{gb9704,
           "7.3.5.2",
           {"不加盖印章的公文", "signature without seal"},
           {"正文下空一行，署名右空二字，日期首字比署名首字右移二字；日期较长时右空二字",
            "one empty line, the name two characters from the right, the date two to the right of "
            "the name's first character; a longer date itself two from the right"},
           check_unsealed},
    Clause{gb9704,
           "7.3.5.3",
           {"加盖签发人签名章的公文", "signature stamp"},
           {"正文下空二行，签名章右空四字，左空二字标注职务；下空一行，日期右空四字",
            "two empty lines, the stamp four characters from the right, the post two to the left "
            "of it; one empty line, the date four from the right"},
           check_stamped},
    Clause{gb9704,
           "7.3.5.4",
           {"成文日期中的数字", "digits of the date"},
           {"阿拉伯数字，年、月、日标全，年份全称，不编虚位",
            "Arabic digits, year, month and day, the year in full, no leading zeros"},
           check_date},
    Clause{gb9704,
           "7.3.5.5",
           {"特殊情况说明", "signature and text"},
           {"署名、日期和印章与正文同处一面", "signature, date and seal share a page with text"},
           check_signature_company},
    Clause{gb9704,
           "7.3.6",
           {"附注", "note"},
           {"日期下一行，左空二字，加圆括号",
            "on the line after the date, two characters in, in round brackets"},
           check_note},
    Clause{gb9704,
           "7.3.7",
           {"附件", "attachments"},
           {"另面编排；“附件”3号黑体顶格在第一行，标题居中在第三行；与附件说明一致",
            "on new pages; 附件 in 3号黑体 flush left on line 1, the title centred on line 3; as "
            "listed"},
           check_attachments},
    Clause{gb9704,
           "7.4.1",
           {"版记中的分隔线", "rules of the imprint"},
           {"与版心等宽，首末条0.35 mm，中间0.25 mm，末条与最后一面版心下边缘重合",
            "as wide as the type area, the first and last 0.35 mm, others 0.25 mm, the last one "
            "the foot of the last page's type area"},
           check_imprint_rules},
    Clause{gb9704,
           "7.4.2",
           {"抄送机关", "copies"},
           {"4号仿宋，左右各空一字，回行与冒号后首字对齐，末尾标句号",
            "4号仿宋, one character in on both sides, further lines align after the colon, ends "
            "with 。"},
           check_copies},
    Clause{
        gb9704,
        "7.4.3",
        {"印发机关和印发日期", "printing office and date"},
        {"4号仿宋，机关左空一字，日期右空一字，后加“印发”",
         "4号仿宋, the office one character from the left, the date with 印发 one from the right"},
        check_printer},
    Clause{gb9704,
           "7.5",
           {"页码", "page numbers"},
           {"4号半角宋体数字，左右一字线，线上距版心下边缘7 mm；单页居右空一字，双页居左空一字",
            "4号 half-width digits in 宋体 between dashes, 7 mm below the type area; one character "
            "from the right on odd pages, from the left on even ones"},
           check_page_numbers},
    Clause{gb9704,
           "8",
           {"公文中的横排表格", "tables on landscape pages"},
           {"页码位置不变；单页表头在订口一边，双页在切口一边",
            "the page number stays where it is; the head at the binding edge on odd pages, at the "
            "outer edge on even ones"},
           check_turned_pages},
    Clause{gb9704,
           "9",
           {"计量单位、标点符号和数字", "units, marks and digits"},
           {"按相应国家标准", "as their own standards say"},
           nullptr,
           {"文字的用法由 check 命令校对；标点在行首行末的位置见 GB/T 15834",
            "the use of words is proofread by `check`; for marks at line edges see GB/T 15834"}},
    Clause{gb9704,
           "10.1",
           {"信函格式", "letter"},
           {"标志距上页边30 mm；上下红色双线长170 mm，下线距下页边20 mm；首页不显示页码",
            "the mark 30 mm below the paper's edge; red double rules of 170 mm, the lower one 20 "
            "mm from the paper's foot; no number on the first page"},
           check_letter},
    Clause{gb9704,
           "10.2",
           {"命令（令）格式", "order"},
           {"标志距版心上边缘20 mm", "the mark 20 mm below the type area's upper edge"},
           nullptr,
           no_such_form},
    Clause{gb9704,
           "10.3",
           {"纪要格式", "minutes"},
           {"标志距版心上边缘35 mm", "the mark 35 mm below the type area's upper edge"},
           nullptr,
           no_such_form},
    Clause{gb15834,
           "5.1.1-5.1.3, 5.1.8, 5.1.10",
           {"不出现在一行之首", "not at a line's start"},
           {"点号、后半引号、后半括号和书名号、间隔号、分隔号",
            "stops, closing quotation marks and brackets, middle dots, slashes"},
           check_line_starts},
    Clause{gb15834,
           "5.1.3, 5.1.10",
           {"不出现在一行之末", "not at a line's end"},
           {"前半引号、前半括号和书名号、分隔号", "opening quotation marks and brackets, slashes"},
           check_line_ends},
    Clause{gb15834,
           "5.1.4, 5.1.5",
           {"破折号和省略号", "dashes and ellipses"},
           {"不断开分处两行", "are not torn between two lines"},
           check_double_marks},
    Clause{clreq,
           "last line",
           {"孤字", "lonely characters"},
           {"段末一行至少两个字", "a paragraph's last line has at least two characters"},
           check_last_lines},
    Clause{clreq,
           "widow, orphan",
           {"孤行", "widows and orphans"},
           {"段首行不独在面末，段末行不独在面首",
            "neither the first nor the last line of a paragraph stands alone at a page's edge"},
           check_single_lines},
    Clause{clreq,
           "headings",
           {"标题与下文同面", "headings kept"},
           {"标题之后同面至少两行", "at least two lines follow a heading on its page"},
           check_headings_kept},
};

Bilingual say(const Words& words) {
  return {std::string(words.zh), std::string(words.en)};
}

Entry entry_for(const Clause& clause, const MeasuredPages& pages) {
  Entry entry{.standard = std::string(clause.standard),
              .clause = std::string(clause.number),
              .title = say(clause.title),
              .demand = say(clause.demand),
              .note = say(clause.why_not),
              .figures = {}};
  if (clause.check == nullptr) return entry;
  Findings findings;
  clause.check(pages, findings);
  entry.verdict = findings.verdict();
  if (entry.verdict == Verdict::not_applicable) {
    entry.note = {"本件没有此要素", "the document has nothing of this kind"};
  }
  entry.figures = std::move(findings).figures();
  return entry;
}

}  // namespace

Report check(const content::NoticeContent& notice, const content::PagedDocument& document,
             const font::FontSet& fonts) {
  const MeasuredPages pages = measure(notice, document, fonts);
  Report report{.title = document.metadata.title,
                .form = pages.form,
                .pages = document.pages.size(),
                .entries = {}};
  for (const Clause& clause : clauses) report.entries.push_back(entry_for(clause, pages));
  return report;
}

}  // namespace tongbao::conformance

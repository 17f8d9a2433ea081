#include "proof/rules.h"

#include <algorithm>
#include <array>

namespace tongbao::proof {

namespace {

constexpr Severity error = Severity::error;
constexpr Severity warning = Severity::warning;
constexpr Severity note = Severity::note;

constexpr auto table = std::to_array<Rule>({
    {"numbering.style", error, "序号样式与本级不符，应为“{}”",
     "the number is not in the style of its level, which is {}"},
    {"numbering.halfWidth", error, "序号用了半角括号", "the number stands in half-width brackets"},
    {"numbering.gap", warning, "序号不连续：{}之后为{}", "the numbers leave a gap: {}, then {}"},
    {"numbering.repeat", error, "序号重复：{}", "the number {} is used again"},
    {"numbering.restart", warning, "序号的起讫与本文其他部分不一致",
     "the numbers do not start as those of the other parts"},
    {"numbering.mark", warning, "序号后的标点与同级不一致",
     "the mark after the number is not that of its siblings"},
    {"numbering.space", note, "序号后有空格，同级其他序号没有",
     "a space follows the number, but not those of its siblings"},
    {"numbering.measureGap", warning, "“{}”与前一序数不连续", "{} does not follow its predecessor"},
    {"numbering.measureForm", note, "“{}”与前面的“{}”说法不一致",
     "{} where those before it are written like {}"},
    {"characters.halfWidth", error, "中文之间用了半角标点", "half-width marks beside Han"},
    {"characters.bracketWidth", error, "括号前后半全角不一致",
     "the bracket opens in one width and closes in another"},
    {"characters.unpaired", error, "“{}”不成对", "{} has no counterpart"},
    {"characters.straightQuotes", error, "中文之间用了直引号",
     "straight quotation marks beside Han"},
    {"characters.markup", error, "残留排版标记", "leftover markup"},
    {"characters.english", warning, "中文句子里残留英文单词",
     "an English word in a Chinese sentence"},
    {"characters.space", warning, "汉字之间有空格", "a space between Han"},
    {"characters.digitSpace", note, "数字前后有空格，本文别处没有",
     "spaces around digits here, but not elsewhere"},
    {"characters.hyphen", warning, "连接词语或起止应用一字线或浪纹线",
     "a hyphen where a dash or a tilde belongs"},
    {"characters.repeatedMark", error, "标点重复", "a mark repeated"},
    {"characters.quotes", note, "引号的用法与本文别处不一致：{}",
     "quotation marks are set otherwise elsewhere in the text: {}"},
    {"characters.enumeration", note, "并列成分之间顿号和逗号混用",
     "members of a chain are parted by two kinds of marks"},
    {"characters.separators", note, "固定的并列词组之间标点混用",
     "a fixed chain of phrases is parted by two kinds of marks"},
    {"breaks.cut", warning, "段落没有结束标点，可能被截断",
     "the paragraph ends without a mark; it may have been cut"},
    {"headings.fullStop", warning, "标题末尾有句号，同级其他标题没有",
     "the heading ends in a full stop, others of its level do not"},
    {"headings.prefix", warning, "标题缺少“{}”，同级其他标题都有",
     "the heading lacks {}, with which its siblings begin"},
    {"headings.ending", note, "标题以“{}”结尾，同级多数标题没有",
     "the heading ends in {}, most of its siblings do not"},
    {"headings.pattern", note, "标题与同级其他标题的写法不一致：{}",
     "the heading is not written as its siblings: {}"},
    {"headings.comma", note, "标题的两个词组之间缺少标点",
     "a mark lacks between the two phrases of the heading"},
    {"counts.problems", note, "文中称问题{}个，列出的为{}个",
     "the text names {} problems, {} are shown"},
    {"counts.aspects", note, "文中称{}个方面，列出的为{}个",
     "the text names {} aspects, {} are shown"},
    {"counts.completed", warning, "已完成{}个与未完成{}个之和不等于{}个",
     "{} completed and {} open do not make {}"},
    {"counts.status", warning, "文中称已完成{}个，数据中为{}个",
     "the text names {} completed problems, the data {}"},
    {"counts.list", warning, "称{}项，列出的为{}项", "{} are announced, {} are listed"},
    {"counts.percentage", warning, "{}占{}为{}%，与所写的{}%不符", "{} of {} is {} %, not {} %"},
    {"counts.change", error, "{}%与{}%相差{}个百分点，与所写的{}个不符",
     "{} % and {} % differ by {} points, not by {}"},
    {"counts.outcome", warning, "文中为{}{}，数据中为{}", "the text says {} {}, the data {}"},
    {"dates.order", error, "{}早于{}", "{} lies before {}"},
    {"dates.missing", warning, "没有成文日期", "there is no date of signature"},
    {"dates.invalid", error, "没有这一天", "there is no such day"},
    {"dates.weekday", error, "这一天是{}", "that day was a {}"},
    {"dates.noYear", note, "月份未写年份，而成文年份已变",
     "a month without a year, the year having changed since"},
    {"dates.halfMonth", warning, "不是每个月都有这一天", "not every month has that day"},
    {"dates.yearRange", note, "年份的起讫都应写“年”", "both ends of a range of years take 年"},
    {"dates.thisYear", note, "成文在年初，“今年”所指不明",
     "dated in the first weeks of a year: which year is meant by 今年?"},
    {"dates.elapsed", warning, "自反馈至成文为{}个月",
     "from feedback to signature passed {} months"},
    {"dates.mismatch", warning, "文中没有数据所记的日期{}",
     "the text does not name the date {} of the data"},
    {"names.title", note, "标题中没有发文机关名称", "the title does not name the issuer"},
    {"names.signature", warning, "署名与发文机关名称（{}）不一致",
     "the signature is not the issuer that the title names ({})"},
    {"names.shortIssuer", note, "标题和署名所用的名称与文中全称不一致：{}",
     "title and signature shorten the issuer's name: {}"},
    {"names.undeclared", note, "发文机关简称未经声明（以下简称…）",
     "a short name of the issuer that was never declared"},
    {"names.before", note, "简称先于全称“{}”出现", "an abbreviation before its full form {}"},
    {"names.beforeDeclared", warning, "简称先于“以下简称”出现",
     "a short name before it is declared"},
    {"names.team", warning, "巡察组名称与“{}”不一致", "the team is elsewhere named {}"},
    {"names.variant", note, "同一名称有不同写法：{}", "one name in several forms: {}"},
    {"names.titleForms", note, "书名号内的机关名称写法不一致：{}",
     "the issuer's name within titles of documents takes another form: {}"},
    {"names.brackets", warning, "括号的位置与别处不一致：{}", "brackets stand elsewhere in: {}"},
    {"phrases.set", warning, "用语有误或不规范", "not the set phrase"},
    {"phrases.personTitle", warning, "姓名后缺少称谓", "a name without its title"},
    {"phrases.mixed", note, "句式杂糅：“{}对…进行”", "two constructions in one clause: {}"},
    {"phrases.documentTitle", note, "文件名“关于…”与文种之间缺少“的”",
     "a title of a document that begins with 关于 lacks 的"},
    {"contact.areaCode", warning, "电话缺少区号", "a telephone number without its area code"},
    {"contact.postcode", note, "缺少邮政编码", "there is no postcode"},
    {"contact.email", note, "缺少电子邮箱", "there is no e-mail address"},
    {"contact.mailbox", warning, "公布的是个人邮箱", "a personal mailbox"},
    {"contact.doubledLabel", note, "“联系方式：”与“电话：”重复", "two labels in a row"},
    {"contact.labelMark", note, "“{}”后缺少冒号", "a colon lacks after {}"},
    {"contact.separators", note, "各项联系方式之间标点不一致",
     "the items of the contact data are parted by two kinds of marks"},
    {"contact.mismatch", warning, "文中没有数据所记的“{}”",
     "the text does not name {}, which the data do"},
    {"repetition.sentence", warning, "同一句话出现两次", "the same sentence twice"},
    {"repetition.item", warning, "同一条目出现两次", "the same item twice"},
    {"repetition.clause", note, "同一分句在一段中出现两次", "the same clause twice in a paragraph"},
    {"repetition.word", warning, "分句首尾重复“{}”", "{} both opens and ends the clause"},
    {"repetition.near", note, "相邻分句几乎相同", "two clauses in a row are nearly the same"},
    {"disclosure.identity", error, "含有居民身份证号码", "an identity-card number"},
    {"disclosure.mobile", warning, "含有个人手机号码", "a personal mobile number"},
    {"disclosure.account", error, "含有银行账号", "a bank account number"},
    {"disclosure.name", error, "含有标为内部的姓名", "a name that is marked internal"},
    {"record.completedDate", warning, "状态为已完成，没有完成日期",
     "completed, but without a date of completion"},
    {"record.future", error, "完成日期晚于数据的日期{}",
     "completed after the record's own date {}"},
    {"record.deadline", warning, "整改时限早于反馈日期{}",
     "the deadline lies before the feedback of {}"},
    {"record.measures", warning, "问题没有整改措施", "the problem has no measures"},
    {"record.department", warning, "问题没有责任部门", "the problem has no department"},
    {"record.noDeadline", warning, "问题没有整改时限", "the problem has no deadline"},
    {"record.closed", error, "销号日期早于完成日期{}", "closed before it was completed ({})"},
});

}  // namespace

std::span<const Rule> rules() {
  return table;
}

const Rule* find_rule(std::string_view code) {
  const auto* found =
      std::find_if(table.begin(), table.end(), [&](const Rule& rule) { return rule.code == code; });
  return found == table.end() ? nullptr : found;
}

std::string_view family_of(std::string_view code) {
  return code.substr(0, code.find('.'));
}

}  // namespace tongbao::proof

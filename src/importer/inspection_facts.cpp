#include "importer/inspection_facts.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "importer/dates.h"

namespace tongbao::importer {

namespace {

constexpr std::array<Text, 5> inspection_words = {U"巡察", U"巡视", U"督察", U"检查", U"审计"};
constexpr std::array<Text, 5> team_words = {U"巡察组", U"巡视组", U"督察组", U"检查组", U"审计组"};
constexpr Text committee_places = U"省市区县州盟旗";

bool ends_name(char32_t c) {
  return is_pause(c) || is_separator(c) || is_opening(c) || is_closing(c) || is_blank(c) ||
         is_digit(c) || c == U'\n';
}

// The part of `text` after the last of `words` in it.
Text after_last(Text text, Words words) {
  std::size_t begin = 0;
  for (const Text word : words) {
    const std::size_t at = text.rfind(word);
    if (at != Text::npos) begin = std::max(begin, at + word.size());
  }
  return text.substr(begin);
}

// The stretch of `text` without marks that ends at `end`, at most `most` characters.
Text stretch_before(Text text, std::size_t end, std::size_t most) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < most && !ends_name(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

// 市委第九交叉巡察组, the first that is named.
Text find_team(Text text) {
  constexpr std::array<Text, 13> leads = {U"日",   U"月",   U"年",   U"派出", U"派驻", U"由", U"经",
                                          U"期间", U"根据", U"按照", U"对",   U"向",   U"及"};
  std::size_t end = Text::npos;
  for (const Text word : team_words) {
    const std::size_t at = text.find(word);
    if (at != Text::npos) end = std::min(end, at + word.size());
  }
  if (end == Text::npos) return {};
  return after_last(stretch_before(text, end, 24), leads);
}

// 市委 in 市委第九巡察组, in 十三届省委第三轮巡视.
Text committee_in(Text text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == U'委' && committee_places.find(text[i - 1]) != Text::npos) {
      return text.substr(i - 1, 2);
    }
  }
  return {};
}

// 市委 in 根据市委统一部署, else from the team's name.
Text find_authority(Text text, Text team) {
  constexpr std::array<Text, 5> ends = {U"统一部署", U"统一安排", U"工作部署", U"部署安排",
                                        U"部署"};
  constexpr std::array<Text, 4> names = {U"委", U"党组", U"中央", U"小组"};
  for (const Text lead : {Text(U"根据"), Text(U"按照")}) {
    const std::size_t begin = text.find(lead);
    if (begin == Text::npos) continue;
    for (const Text end : ends) {
      const std::size_t at = text.find(end, begin);
      if (at == Text::npos || at - begin > 30) continue;
      Text name = text.substr(begin + 2, at - begin - 2);
      if (name.ends_with(U"的")) name.remove_suffix(1);
      const bool plain = ends_with_any(name, names) && !contains(name, U"轮") &&
                         !contains(name, U"届") && !contains(name, U"，") && !contains(name, U"\n");
      if (plain) return name;
      if (const Text committee = committee_in(name); !committee.empty()) return committee;
    }
  }
  const std::size_t number = team.find(U'第');
  const Text before = team.substr(0, number == Text::npos ? 0 : number);
  return ends_with_any(before, names) ? before : committee_in(before);
}

// 八届市委第六轮, 第六轮 where 巡察 follows.
Text find_round(Text text) {
  constexpr std::array<Text, 12> leads = {U"关于", U"对",   U"根据", U"按照", U"在", U"落实",
                                          U"开展", U"进行", U"接受", U"以及", U"和", U"年"};
  constexpr std::array<Text, 6> objects = {U"巡", U"常规", U"专项", U"交叉", U"提级", U"机动"};
  constexpr std::size_t longest_number = 4;  // 第十二轮
  for (std::size_t at = text.find(U'轮'); at != Text::npos; at = text.find(U'轮', at + 1)) {
    const Text name = after_last(stretch_before(text, at + 1, 24), leads);
    const std::size_t number = name.rfind(U'第');
    if (number == Text::npos || name.size() - number > longest_number + 1) continue;
    const bool named = !committee_in(name).empty() || contains(name, U"届");
    if (named || starts_with_any(text.substr(at + 1), objects)) return name;
  }
  return {};
}

// 常规 in 进行了常规巡察.
std::string find_kind(Text text) {
  constexpr std::array<Text, 7> kinds = {U"常规", U"专项", U"交叉",  U"提级",
                                         U"机动", U"联动", U"回头看"};
  for (const Text verb : {Text(U"进行了"), Text(U"开展了"), Text(U"开展"), Text(U"进行")}) {
    const std::size_t begin = text.find(verb);
    if (begin == Text::npos) continue;
    Text object = text.substr(begin + verb.size(), 24);
    object = object.substr(0, object.find_first_of(U"，。；,;"));
    if (!contains_any(object, inspection_words)) continue;
    for (const Text kind : kinds) {
      if (contains(object, kind)) return to_utf8(kind);
    }
  }
  return {};
}

// X in 对X（以下简称Y）进行了…巡察.
Text find_inspected(Text text) {
  for (std::size_t at = text.find(U'对'); at != Text::npos; at = text.find(U'对', at + 1)) {
    constexpr std::size_t longest = 80;
    const Text rest = text.substr(at + 1, longest);
    const std::size_t end = std::min(rest.find(U"进行"), rest.find(U"开展"));
    if (end == Text::npos || !contains_any(rest.substr(end), inspection_words)) continue;
    const Text object = rest.substr(0, end);
    const std::size_t open = object.find_first_of(U"（(");
    const Text name = trim_marks(object.substr(0, open));
    if (name.empty() || name.find_first_of(U"，。；\n") != Text::npos) continue;
    return name;
  }
  return {};
}

struct Alias {
  Text full;
  Text alias;
};

// Every …（以下简称…）.
std::vector<Alias> find_aliases(Text text) {
  constexpr Text phrase = U"以下简称";
  constexpr std::array<Text, 5> leads = {U"对", U"向", U"由", U"，", U"、"};
  std::vector<Alias> aliases;
  for (std::size_t at = text.find(phrase); at != Text::npos; at = text.find(phrase, at + 1)) {
    if (at == 0 || !is_opening(text[at - 1])) continue;
    const std::size_t begin = at + phrase.size();
    const std::size_t close = text.find_first_of(U"）)", begin);
    if (close == Text::npos || close - begin > 30) continue;
    Text alias = text.substr(begin, close - begin);
    while (!alias.empty() && Text(U"为：:“”‘’\"").find(alias.front()) != Text::npos) {
      alias.remove_prefix(1);
    }
    while (!alias.empty() && Text(U"“”‘’\"").find(alias.back()) != Text::npos) {
      alias.remove_suffix(1);
    }
    if (alias.empty() || contains(alias, U"\n")) continue;
    aliases.push_back({after_last(stretch_before(text, at - 1, 40), leads), alias});
  }
  return aliases;
}

// One body under a long and a short name: 中共某县委统一战线工作部, 某县委统战部.
bool is_same_body(Text a, Text b) {
  const auto plain = [](Text name) { return name.starts_with(U"中共") ? name.substr(2) : name; };
  if (a.empty() || b.empty()) return false;
  return is_subsequence(plain(a), plain(b)) || is_subsequence(plain(b), plain(a));
}

struct InspectionDates {
  std::optional<Date> start;
  std::optional<Date> end;
  std::optional<Date> feedback;
  bool assumed_year = false;
};

// A date without a year is of the year before it, or of the next where it would run backwards.
void complete(DateMention& date, const DateMention& before, bool& assumed) {
  if (date.year > 0) return;
  date.year = before.year;
  if (date.month == 0) date.month = before.month;
  const bool backwards = date.month < before.month ||
                         (date.month == before.month && date.day > 0 && date.day < before.day);
  if (!backwards) return;
  ++date.year;
  assumed = true;
}

Text sentence_around(Text text, std::size_t begin) {
  const std::size_t end = text.find_first_of(U"。\n", begin);
  return text.substr(begin, end == Text::npos ? Text::npos : end - begin);
}

InspectionDates find_inspection_dates(Text text) {
  InspectionDates found;
  std::vector<DateMention> dates = find_dates(text);
  std::size_t after = 0;
  for (std::size_t i = 0; i + 1 < dates.size(); ++i) {
    if (!is_range(text, dates[i], dates[i + 1])) continue;
    if (!contains_any(sentence_around(text, dates[i + 1].end), inspection_words)) continue;
    if (dates[i].year == 0) dates[i].year = dates[i + 1].year;
    complete(dates[i + 1], dates[i], found.assumed_year);
    found.start = to_date(dates[i]);
    found.end = to_date(dates[i + 1]);
    after = i + 2;
    break;
  }
  for (std::size_t i = after; i < dates.size(); ++i) {
    if (i > 0) complete(dates[i], dates[i - 1], found.assumed_year);
    const std::size_t stop = i + 1 < dates.size() ? dates[i + 1].begin : text.size();
    Text sentence = sentence_around(text, dates[i].end);
    sentence = sentence.substr(0, stop - dates[i].end);
    if (!contains(sentence, U"反馈")) continue;
    found.feedback = to_date(dates[i]);
    break;
  }
  return found;
}

// 截至2021年6月30日.
std::optional<Date> find_as_of(Text text) {
  for (const DateMention& date : find_dates(text)) {
    const Text before = text.substr(0, date.begin);
    const bool named = before.ends_with(U"截至") || before.ends_with(U"截止") ||
                       before.ends_with(U"截止到") || before.ends_with(U"截至目前（");
    if (named && date.year > 0) return to_date(date);
  }
  return std::nullopt;
}

std::u32string preamble_of(const record::Record& record) {
  constexpr std::size_t longest = 4000;
  std::u32string text;
  for (const record::Paragraph& paragraph : record.preamble) {
    for (const auto& run : paragraph.runs) {
      if (const auto* words = std::get_if<std::string>(&run)) text += to_utf32(*words);
    }
    text.push_back(U'\n');
    if (text.size() > longest) break;
  }
  text.resize(std::min(text.size(), longest));
  return text;
}

// The issuer by title or signature; else empty.
void find_issuer(record::Record& record, Text title) {
  const std::size_t about = title.find(U"关于");
  // Where several bodies issue together, the first one signs first.
  const bool joint = record.signatures.size() > 1 && about != Text::npos &&
                     title.starts_with(to_utf32(record.signatures.front().name));
  const bool in_title = about != Text::npos && about > 0;
  if (in_title && !joint) {
    record.organization.name = to_utf8(title.substr(0, about));
  } else if (!record.signatures.empty()) {
    record.organization.name = record.signatures.front().name;
  }
}

// Where only the inspected body is known it issues, as such notices go.
void settle_issuer(record::Record& record, record::Inspection& inspection, int line,
                   Report& report) {
  if (!record.organization.name.empty()) return;
  if (inspection.inspected) record.organization.name = inspection.inspected->name;
  inspection.inspected.reset();
  report.warn(
      "import.noIssuer", line,
      say("标题和署名中没有发文机关，取“{}”",
          "neither title nor signature names the issuer; taken: “{}”", record.organization.name),
      say("请核对organization.name", "check organization.name"));
}

void place_aliases(record::Record& record, Text text) {
  auto& inspection = record.inspection;
  for (const Alias& found : find_aliases(text)) {
    const std::string alias = to_utf8(found.alias);
    if (is_same_body(found.full, to_utf32(record.organization.name))) {
      record.organization.aliases.push_back(alias);
    } else if (inspection && inspection->inspected &&
               is_same_body(found.full, to_utf32(inspection->inspected->name))) {
      inspection->inspected->aliases.push_back(alias);
    }
  }
}

}  // namespace

void find_inspection(record::Record& record, int preamble_line, Report& report) {
  std::u32string title = to_utf32(record.title);
  std::erase(title, U'\n');
  const std::u32string text = preamble_of(record);
  find_issuer(record, title);
  record::Inspection inspection;
  const Text team = find_team(text);
  const Text round_in_title = find_round(title);
  inspection.team = to_utf8(team);
  inspection.authority = to_utf8(find_authority(text, team));
  inspection.round = to_utf8(round_in_title.empty() ? find_round(text) : round_in_title);
  inspection.kind = find_kind(text);
  const InspectionDates dates = find_inspection_dates(text);
  inspection.start_date = dates.start;
  inspection.end_date = dates.end;
  inspection.feedback_date = dates.feedback;
  const Text inspected = find_inspected(text);
  if (!inspected.empty() && !is_same_body(inspected, to_utf32(record.organization.name))) {
    inspection.inspected.emplace();
    inspection.inspected->name = to_utf8(inspected);
  }
  settle_issuer(record, inspection, preamble_line, report);
  const bool found = !inspection.team.empty() || !inspection.round.empty() ||
                     !inspection.kind.empty() || dates.start || dates.feedback ||
                     inspection.inspected;
  if (found) record.inspection = std::move(inspection);
  place_aliases(record, text);
  record.as_of = find_as_of(text);
  if (dates.assumed_year) {
    report.warn("import.assumedYear", preamble_line,
                say("巡察或反馈日期没有写年份，按跨年推定",
                    "a date without a year is taken to be in the following year"));
  }
  if (!found) {
    report.warn("import.noInspection", preamble_line,
                say("没有找到巡察的时间、组别等信息", "no facts of the inspection found"));
  }
}

}  // namespace tongbao::importer

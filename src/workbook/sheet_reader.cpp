#include "workbook/sheet_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "workbook/errors.h"

namespace tongbao::workbook {

namespace {

constexpr std::uint32_t rows_of_a_sheet = 1'048'576;
constexpr std::uint32_t columns_of_a_sheet = 16'384;
constexpr std::size_t longest_number = 64;

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class SharedTexts : public PartHandler {
 public:
  explicit SharedTexts(TextStore& texts) : texts_(texts), rich_(*this) {}
  void start(const archive::XmlElement& element) override {
    if (element.name == "si") rich_.clear();
    rich_.begin(element.name);
  }
  void end(std::string_view element) override {
    rich_.end(element);
    if (element == "si") static_cast<void>(texts_.add(rich_.value(), *this));
  }
  void text(std::string_view text) override { rich_.text(text); }

 private:
  TextStore& texts_;
  RichText rich_;
};

class SheetCells : public PartHandler {
 public:
  SheetCells(std::uint32_t shared, const ReadLimits& limits, TextStore& texts, Counts& counts,
             Sheet& sheet)
      : shared_(shared),
        limits_(limits),
        texts_(texts),
        counts_(counts),
        sheet_(sheet),
        rich_(*this) {}

  void start(const archive::XmlElement& element) override {
    if (element.name == "row") begin_row(element);
    if (element.name == "c") begin_cell(element);
    if (element.name == "mergeCell") add_merge(element.find("ref").value_or(""));
    within_value_ = element.name == "v";
    rich_.begin(element.name);
  }

  void end(std::string_view element) override {
    rich_.end(element);
    within_value_ = false;
    if (element == "c") end_cell();
    if (element == "row") next_.row = row_ + 1;
  }

  void text(std::string_view text) override {
    rich_.text(text);
    if (!within_value_) return;
    if (type_ == "str") rich_value(text);
    if (type_ != "str" && value_.size() + text.size() <= longest_number) value_ += text;
  }

 private:
  void begin_row(const archive::XmlElement& element) {
    row_ = next_.row;
    const auto number = number_of<std::uint32_t>(element.find("r").value_or(""));
    if (number && *number > 0) row_ = *number - 1;
    next_.column = 0;
  }

  void begin_cell(const archive::XmlElement& element) {
    at_ = {row_, next_.column};
    if (const auto named = parse_address(element.find("r").value_or(""))) at_ = *named;
    next_.column = at_.column + 1;
    type_ = element.find("t").value_or("n");
    value_.clear();
    rich_.clear();
  }

  // The result of a formula is a text outside any <t>.
  void rich_value(std::string_view text) {
    rich_.begin("t");
    rich_.text(text);
  }

  void end_cell() {
    if (at_.row >= rows_of_a_sheet || at_.column >= columns_of_a_sheet) return;
    if (type_ == "s") return add_shared();
    if (type_ == "n") {
      if (const auto number = number_of<double>(value_); number && std::isfinite(*number)) {
        add(*number);
      }
      return;
    }
    std::string text = rich_.value();
    if (type_ == "b" || type_ == "e" || type_ == "d") text = value_;
    if (!text.empty()) add(texts_.add(std::move(text), *this));
  }

  void add_shared() {
    const auto index = number_of<std::uint32_t>(value_);
    if (index && *index < shared_) add(TextIndex{*index});
  }

  void add(std::variant<TextIndex, double> value) {
    if (++counts_.cells > limits_.cells) {
      stop(too_large(
               say("工作簿超过{}个单元格", "the workbook has more than {} cells", limits_.cells))
               .value());
      return;
    }
    sheet_.cells.push_back({at_, value});
  }

  void add_merge(std::string_view reference) {
    const std::size_t colon = reference.find(':');
    if (colon == std::string_view::npos) return;
    const auto first = parse_address(reference.substr(0, colon));
    const auto last = parse_address(reference.substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column) return;
    if (++counts_.merges > limits_.merges) {
      stop(too_large(
               say("合并的单元格超过{}处", "there are more than {} merged ranges", limits_.merges))
               .value());
      return;
    }
    sheet_.merges.push_back({*first, *last});
  }

  std::uint32_t shared_;
  const ReadLimits& limits_;
  TextStore& texts_;
  Counts& counts_;
  Sheet& sheet_;
  RichText rich_;
  Address next_;
  std::uint32_t row_ = 0;
  Address at_;
  std::string type_;
  std::string value_;
  bool within_value_ = false;
};

// Programs write cells in order; a file that does not is put in order, the last of a place kept.
void put_in_order(std::vector<Cell>& cells) {
  const auto before = [](const Cell& a, const Cell& b) { return a.at < b.at; };
  if (!std::is_sorted(cells.begin(), cells.end(), before)) {
    std::stable_sort(cells.begin(), cells.end(), before);
  }
  const auto same = [](const Cell& a, const Cell& b) { return a.at == b.at; };
  const auto kept = std::unique(cells.rbegin(), cells.rend(), same);
  cells.erase(cells.begin(), kept.base());
}

}  // namespace

Result<void> read_shared_texts(Package& package, const std::string& part, TextStore& texts) {
  SharedTexts handler(texts);
  return package.read(part, handler);
}

Result<void> read_sheet(Package& package, const std::string& part, std::uint32_t shared,
                        const ReadLimits& limits, TextStore& texts, Counts& counts, Sheet& sheet) {
  SheetCells handler(shared, limits, texts, counts, sheet);
  auto read = package.read(part, handler);
  if (read) put_in_order(sheet.cells);
  return read;
}

}  // namespace tongbao::workbook

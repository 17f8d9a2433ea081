// What texts print.
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "base/byte_blocks.h"
#include "base/utf8.h"
#include "template/binder.h"

namespace tongbao::tmpl {

using record::View;

namespace {

bool may_hold_control(std::string_view text) {
  return any_byte(text, [](ByteBlock here, ByteBlock next, ByteBlock) {
    const auto control = (here < 0x20) & (here != '\n');
    return control | (here == 0x7F) | ((here == 0xC2) & (next < 0xA0));
  });
}

// U+000A is a wished line break; other controls never reach a document.
std::optional<char32_t> find_control(std::string_view text) {
  if (!may_hold_control(text)) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return byte;
    if (byte != 0xC2 || i + 1 == text.size()) continue;
    const auto next = static_cast<unsigned char>(text[i + 1]);
    if (next < 0xA0) return next;
  }
  return std::nullopt;
}

const View* paragraph_in(const Value& value) {
  const auto* view = std::get_if<View>(&value);
  return view != nullptr && view->kind() == record::Kind::paragraph ? view : nullptr;
}

}  // namespace

bool Binder::check_controls(std::string_view text, const Operand& operand) {
  const auto control = find_control(text);
  if (!control) return true;
  const std::string shown = describe_code_point(*control);
  error("bind.badValue", operand.position, pointer_of(operand),
        say("值中有控制字符 {}", "the value holds the control character {}", shown));
  return false;
}

bool Binder::append_value(const Found& found, std::string& out) {
  const std::size_t before = out.size();
  if (!append_text(out, found.value, problem_of(*found.operand))) {
    error("bind.badValue", found.operand->position, pointer_of(*found.operand),
          say("值不能打印为文字", "the value does not print as text"));
    return false;
  }
  return check_controls(std::string_view(out).substr(before), *found.operand);
}

void Binder::add_piece(std::string_view text, std::string source, const Operand& operand,
                       std::vector<Piece>& out) {
  if (text.empty() || !check_controls(text, operand)) return;
  bytes_ += text.size();
  out.push_back({std::string(text), std::move(source)});
}

void Binder::write_output(const OutputNode& node, bool sources, std::vector<Piece>& out) {
  const Found found = find(node.expression);
  const View* paragraph = sources ? paragraph_in(found.value) : nullptr;
  if (paragraph != nullptr) {
    const Frame& frame = frame_of(std::get<Path>(found.operand->start));
    const Runs runs = record::printed_runs(paragraph->paragraph(), pointer_of(*found.operand),
                                           frame.problem, frame.problem_pointer);
    for (const record::PrintedRun& run : runs) {
      add_piece(run.text, run.pointer, *found.operand, out);
    }
  } else if (const auto* runs = std::get_if<Runs>(&found.value)) {
    for (const record::PrintedRun& run : *runs) {
      add_piece(run.text, sources ? run.pointer : std::string(), *found.operand, out);
    }
  } else {
    std::string text;
    if (!append_value(found, text)) return;
    add_piece(text, sources ? pointer_of(*found.operand) : std::string(), *found.operand, out);
  }
}

// Stretches within keep their own style.
void Binder::write_span(const SpanNode& node, bool sources, std::vector<Piece>& out) {
  const std::size_t before = out.size();
  write(node.text, sources, out);
  for (std::size_t i = before; i < out.size(); ++i) {
    if (!out[i].style) out[i].style = node.style;
    out[i].in_label = out[i].in_label || node.is_label;
  }
}

// An item whose values all print nothing is left out.
void Binder::write_items(const Nodes& nodes, const std::string& between, bool sources,
                         std::vector<Piece>& out) {
  for (const Node& node : nodes) {
    if (!go_on()) return;
    if (const auto* each = std::get_if<ForNode>(&node.value)) {
      loop(each->each, [&] { write_items(each->body, between, sources, out); });
    } else if (const auto* item = std::get_if<ItemNode>(&node.value)) {
      write_item(item->text, between, sources, out);
    }
  }
}

void Binder::write_item(const Nodes& text, const std::string& between, bool sources,
                        std::vector<Piece>& out) {
  const std::size_t values_before = values_;
  const std::size_t printed_before = printed_;
  std::vector<Piece> pieces;
  write(text, sources, pieces);
  const bool no_value = values_ > values_before && printed_ == printed_before;
  if (no_value || pieces.empty()) return;
  if (!out.empty()) out.push_back({between, {}});
  std::move(pieces.begin(), pieces.end(), std::back_inserter(out));
}

void Binder::write(const Nodes& nodes, bool sources, std::vector<Piece>& out) {
  for (const Node& node : nodes) {
    if (!go_on()) return;
    if (const auto* words = std::get_if<WordsNode>(&node.value)) {
      bytes_ += words->text.size();
      out.push_back({words->text, {}});
    } else if (const auto* output = std::get_if<OutputNode>(&node.value)) {
      const std::size_t before = out.size();
      write_output(*output, sources, out);
      ++values_;
      if (out.size() > before) ++printed_;
    } else if (const auto* span = std::get_if<SpanNode>(&node.value)) {
      write_span(*span, sources, out);
    } else if (const auto* each = std::get_if<ForNode>(&node.value)) {
      loop(each->each, [&] { write(each->body, sources, out); });
    } else if (const auto* choice = std::get_if<IfNode>(&node.value)) {
      if (const Nodes* taken = branch(*choice)) write(*taken, sources, out);
    } else if (const auto* list = std::get_if<ListNode>(&node.value)) {
      std::vector<Piece> items;
      write_items(list->items, list->between, sources, items);
      std::move(items.begin(), items.end(), std::back_inserter(out));
    }
  }
}

std::string Binder::text(const Nodes& nodes) {
  std::vector<Piece> pieces;
  write(nodes, false, pieces);
  std::string text;
  for (const Piece& piece : pieces) text += piece.text;
  return text;
}

}  // namespace tongbao::tmpl

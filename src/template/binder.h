// Follows compiled expressions with one record at hand, and notes what goes wrong.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "template/evaluation.h"
#include "template/program.h"
#include "template/value.h"

namespace tongbao::tmpl {

// A stretch of text with the field of the record that it comes from ("" : the template's words).
struct Piece {
  std::string text;
  std::string source;
  std::optional<std::uint16_t> style = {};  // where it is not that of what is round it
  bool in_label = false;
};

class Binder {
 public:
  // Bounds on what one template can make of one record, however it loops and recurses.
  static constexpr std::size_t most_steps = 4'000'000;
  static constexpr std::size_t most_bytes = std::size_t{64} << 20;
  static constexpr std::size_t deepest_use = 100;

  // `program` and what `evaluation` points to must outlive the binder.
  Binder(const Template::Program& program, const Evaluation& evaluation, Frame record);

  // What the record's problems come to; until then its values are absent.
  void set_summary(record::View summary) { frames_[1].view = summary; }

  // Names: a frame for each slot beyond the record's and the summary's.
  void push(Frame frame) { frames_.push_back(std::move(frame)); }
  void pop() { frames_.pop_back(); }
  [[nodiscard]] const Frame& frame_of(const Path& path) const;
  [[nodiscard]] const Frame& innermost() const { return frames_.back(); }
  // What a path leads to, as a frame to go on from; absent: nothing.
  [[nodiscard]] std::optional<Frame> frame_at(const Path& path) const;

  [[nodiscard]] record::View view_of(const Path& path) const;  // requires no derived name in it
  [[nodiscard]] Value value_of(const Path& path) const;
  // The value of the first alternative that is there.
  struct Found {
    Value value;
    const Operand* operand = nullptr;  // the last one, where none is there
  };
  [[nodiscard]] Found find(const Expression& expression);
  [[nodiscard]] bool holds(const Test& test);

  // JSON Pointer of what an operand names; "" for the template's own text.
  [[nodiscard]] std::string pointer_of(const Operand& operand) const;
  [[nodiscard]] std::string pointer_to(const Path& path) const;
  [[nodiscard]] const record::Problem* problem_of(const Operand& operand) const;

  // Appends what `nodes` (texts) print; where it comes from only with `sources`.
  void write(const Nodes& nodes, bool sources, std::vector<Piece>& out);
  [[nodiscard]] std::string text(const Nodes& nodes);

  // Calls `body` with a frame for each element of the list; of problems, for those that the
  // edition shows.
  template <class Body>
  void loop(const Path& each, const Body& body) {
    const LoopElements elements = elements_of(each);
    for (std::size_t i = 0; i < elements.count && go_on(); ++i) {
      push(element_frame(each, elements, i));
      body();
      pop();
    }
  }
  // The nodes of the branch whose test holds; null: none.
  [[nodiscard]] const Nodes* branch(const IfNode& node);

  // Enters a definition, whose slots begin anew, with `frame` where it takes a value.
  template <class Body>
  void within(std::optional<Frame> frame, const Position& position, const Body& body) {
    if (!enter(position)) return;
    const std::size_t outer = base_;
    base_ = frames_.size() - global_slots;
    if (frame) push(*std::move(frame));
    body();
    frames_.resize(base_ + global_slots);
    base_ = outer;
    --depth_;
  }

  void error(std::string_view code, const Position& position, std::string pointer,
             Bilingual message, Bilingual hint = {});
  // False once a bound was reached, which is then an error.
  [[nodiscard]] bool go_on();
  [[nodiscard]] Diagnostics take_errors() { return std::move(errors_); }
  [[nodiscard]] bool failed() const { return !errors_.empty(); }

  // Checks and appends a value's text; false where it does not print, which is then an error.
  bool append_value(const Found& found, std::string& out);
  // False where a text that `operand` names holds a control character, which is then an error.
  bool check_controls(std::string_view text, const Operand& operand);

 private:
  struct LoopElements {
    std::size_t count = 0;
    record::View list;
    std::vector<std::size_t> shown;                        // places, where some are hidden
    const std::vector<PlacedProblem>* problems = nullptr;  // instead of `list`
  };
  [[nodiscard]] LoopElements elements_of(const Path& path) const;
  [[nodiscard]] Frame element_frame(const Path& path, const LoopElements& elements,
                                    std::size_t index) const;
  [[nodiscard]] bool is_hidden(const record::View& element) const;
  [[nodiscard]] bool hides_some(const record::View& list) const;
  [[nodiscard]] record::View follow(const record::View& view, const Step& step,
                                    std::string* pointer) const;
  void gather(const record::View& view, const std::vector<Step>& steps, std::size_t next,
              Views& out) const;

  [[nodiscard]] Value operand_value(const Operand& operand);
  [[nodiscard]] Value filtered(Value value, const Operand& operand);
  [[nodiscard]] bool compares(const Test& test);
  void write_output(const OutputNode& node, bool sources, std::vector<Piece>& out);
  void write_span(const SpanNode& node, bool sources, std::vector<Piece>& out);
  // `out` holds what the list printed so far.
  void write_items(const Nodes& nodes, const std::string& between, bool sources,
                   std::vector<Piece>& out);
  void write_item(const Nodes& text, const std::string& between, bool sources,
                  std::vector<Piece>& out);
  void add_piece(std::string_view text, std::string source, const Operand& operand,
                 std::vector<Piece>& out);
  bool enter(const Position& position);

  const Template::Program& program_;
  const Evaluation& evaluation_;
  static constexpr std::size_t global_slots = 2;  // the record and its summary
  std::vector<Frame> frames_;                     // these, then of each slot in use
  std::size_t base_ = 0;                          // a further slot n stands at base_ + n
  std::size_t depth_ = 0;                         // of uses
  std::size_t steps_ = 0;
  std::size_t bytes_ = 0;
  bool stopped_ = false;
  std::size_t values_ = 0;   // {{ }} followed so far,
  std::size_t printed_ = 0;  // and those that printed something
  Diagnostics errors_;
};

}  // namespace tongbao::tmpl

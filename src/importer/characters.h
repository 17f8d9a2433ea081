// Classes of characters, and small searches over code points. Pure.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace tongbao::importer {

using Text = std::u32string_view;
using Words = std::span<const Text>;

[[nodiscard]] bool is_blank(char32_t c);      // white space of any width, line breaks aside
[[nodiscard]] bool is_invisible(char32_t c);  // zero-width characters and controls
[[nodiscard]] bool is_opening(char32_t c);    // opening bracket or quote
[[nodiscard]] bool is_closing(char32_t c);    // closing bracket or quote
[[nodiscard]] bool is_full_stop(char32_t c);  // ends a sentence: 。！？
[[nodiscard]] bool is_separator(char32_t c);  // goes on in the sentence: ，、
[[nodiscard]] bool is_pause(char32_t c);      // full stops, ：；, and their half-width forms
[[nodiscard]] bool is_latin_run(char32_t c);  // written with spaces between words
[[nodiscard]] bool is_letter(char32_t c);     // of a Latin run, and neither digit nor mark
[[nodiscard]] bool is_digit(char32_t c);      // 0-9, half or full width
[[nodiscard]] int digit_value(char32_t c);    // requires is_digit(c)
[[nodiscard]] std::size_t width(Text text);   // in half-width columns

// 。！？：； at the end, or a closing mark after one; a half-width full stop after Han counts.
[[nodiscard]] bool ends_paragraph(Text text);
// Where the first sentence ends (past its closing marks), brackets and quotes kept whole; npos
// where it does not end.
[[nodiscard]] std::size_t sentence_end(Text text);

[[nodiscard]] bool contains(Text text, Text word);
[[nodiscard]] bool contains_any(Text text, Words words);
[[nodiscard]] bool starts_with_any(Text text, Words words);
[[nodiscard]] bool ends_with_any(Text text, Words words);
[[nodiscard]] std::size_t count_any(Text text, Words words);  // how many of the words occur
// All characters of `part` occur in `whole`, in order.
[[nodiscard]] bool is_subsequence(Text part, Text whole);
[[nodiscard]] Text trim(Text text);
// `text` without marks at its ends that belong to the sentence around it: ，、；：。 and blanks.
[[nodiscard]] Text trim_marks(Text text);

}  // namespace tongbao::importer

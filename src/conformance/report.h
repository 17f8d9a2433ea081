// What was checked on the finished pages of a notice, clause by clause, and with which figures.
// Plain values.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace tongbao::conformance {

enum class Verdict { met, not_met, not_applicable, not_checked };

// What a figure may be, both ends included; without both it is only told.
struct Bound {
  std::optional<double> least;
  std::optional<double> most;
};

struct Reading {
  double value = 0;
  std::size_t page = 0;  // from 1
  std::string text;      // how the line begins that it was taken from; "" for none
};

// One kind of measurement, taken once or at many places.
struct Figure {
  std::string name;  // stable: "leftMargin"
  std::string unit;  // "mm", "pt", "lines", "characters", "count"; "boolean": 1 where it is so
  Bound bound;
  std::size_t count = 0;  // of readings, at least 1
  Reading smallest;
  Reading largest;
  std::size_t outside = 0;         // readings outside the bound
  std::vector<Reading> offenders;  // the first of these, at most `most_offenders`
};

constexpr std::size_t most_offenders = 20;

struct Entry {
  std::string standard;  // "GB/T 9704-2012"
  std::string clause;    // "5.2.1"
  Bilingual title;
  Bilingual demand;
  Verdict verdict = Verdict::not_checked;
  Bilingual note;  // why it was not checked or does not apply; else empty
  std::vector<Figure> figures;
};

// GB/T 9704-2012, clauses 7 (公文) and 10.1 (信函); plain: neither a head nor a letter's rules.
enum class Form { plain, formal, letter };

struct Report {
  std::string title;
  Form form = Form::plain;
  std::size_t pages = 0;
  std::vector<Entry> entries;  // in the order of the clauses
};

}  // namespace tongbao::conformance

#include "pdf/decoding_budget.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFStreamFilter.hh>

namespace tongbao::pdf {

namespace {

// qpdf makes filters by name and tells them nothing of the document that they are for.
thread_local DecodingBudget* current = nullptr;

class Counter : public Pipeline {
 public:
  Counter(Pipeline* target, DecodingBudget& budget)
      : Pipeline("counter", target), budget_(budget) {}
  using Pipeline::write;
  void write(const unsigned char* data, std::size_t size) override {
    budget_.spend(size);
    getNext()->write(data, size);
  }
  void finish() override { getNext()->finish(); }

 private:
  DecodingBudget& budget_;
};

struct PngRows {
  std::size_t row = 1;    // bytes of a row, without its filter's number
  std::size_t pixel = 1;  // bytes, at least 1
};

unsigned char paeth(int left, int above, int above_left) {
  const int estimate = left + above - above_left;
  const int from_left = std::abs(estimate - left);
  const int from_above = std::abs(estimate - above);
  const int from_above_left = std::abs(estimate - above_left);
  const bool is_left = from_left <= from_above && from_left <= from_above_left;
  const int nearest = from_above <= from_above_left ? above : above_left;
  return static_cast<unsigned char>(is_left ? left : nearest);
}

// Takes PNG's filters off (ISO/IEC 15948 clause 9), row by row.
class PngUnfilter : public Pipeline {
 public:
  PngUnfilter(Pipeline* target, const PngRows& rows)
      : Pipeline("png", target), rows_(rows), above_(rows.row, 0) {}
  using Pipeline::write;

  void write(const unsigned char* data, std::size_t size) override {
    while (size > 0) {
      const std::size_t count = std::min(size, rows_.row + 1 - row_.size());
      row_.insert(row_.end(), data, data + count);
      data += count;
      size -= count;
      if (row_.size() == rows_.row + 1) pass_on();
    }
  }
  void finish() override {
    if (row_.size() > 1) pass_on();
    getNext()->finish();
  }

 private:
  void pass_on() {
    const unsigned char filter = row_.front();
    row_.erase(row_.begin());
    for (std::size_t i = 0; i < row_.size(); ++i) {
      const bool has_left = i >= rows_.pixel;
      const unsigned char left = has_left ? row_[i - rows_.pixel] : 0;
      const unsigned char above_left = has_left ? above_[i - rows_.pixel] : 0;
      row_[i] = static_cast<unsigned char>(row_[i] + expected(filter, left, above_[i], above_left));
    }
    getNext()->write(row_.data(), row_.size());
    row_.resize(rows_.row);
    above_.swap(row_);
    row_.clear();
  }

  static unsigned char expected(unsigned char filter, unsigned char left, unsigned char above,
                                unsigned char above_left) {
    switch (filter) {
      case 1:
        return left;
      case 2:
        return above;
      case 3:
        return static_cast<unsigned char>((left + above) / 2);
      case 4:
        return paeth(left, above, above_left);
      default:
        return 0;
    }
  }

  PngRows rows_;
  std::vector<unsigned char> row_;  // as far as it came, with its filter's number
  std::vector<unsigned char> above_;
};

// An integer of decode parameters (ISO 32000-1 table 8); none where it is out of its range.
std::optional<std::size_t> parameter(QPDFObjectHandle& parameters, const std::string& key,
                                     long long usual, long long most) {
  QPDFObjectHandle value = parameters.getKey(key);
  const long long number = value.isInteger() ? value.getIntValue() : usual;
  if (number < 1 || number > most) return {};
  return static_cast<std::size_t>(number);
}

class BoundedFlate : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle parameters) override {
    if (current == nullptr) return false;
    if (!parameters.isDictionary()) return parameters.isNull();
    constexpr long long most_columns = 1 << 20;
    constexpr std::size_t first_png = 10;
    const auto predictor = parameter(parameters, "/Predictor", 1, 15);
    const auto colours = parameter(parameters, "/Colors", 1, 32);
    const auto bits = parameter(parameters, "/BitsPerComponent", 8, 16);
    const auto columns = parameter(parameters, "/Columns", 1, most_columns);
    if (!predictor || !colours || !bits || !columns) return false;
    if (*predictor == 1) return true;
    constexpr std::size_t byte = 8;
    png_ = PngRows{(*columns * *colours * *bits + byte - 1) / byte,
                   std::max<std::size_t>(1, *colours * *bits / byte)};
    return *predictor >= first_png;
  }

  Pipeline* getDecodePipeline(Pipeline* next) override {
    if (png_) {
      unfilter_ = std::make_unique<PngUnfilter>(next, *png_);
      next = unfilter_.get();
    }
    counter_ = std::make_unique<Counter>(next, *current);
    flate_ = std::make_unique<Pl_Flate>("inflate", counter_.get(), Pl_Flate::a_inflate);
    return flate_.get();
  }

 private:
  std::optional<PngRows> png_;
  std::unique_ptr<Pipeline> unfilter_;
  std::unique_ptr<Pipeline> counter_;
  std::unique_ptr<Pipeline> flate_;
};

// Of filters that no writer of today uses for a record and that make data larger.
class Refusal : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle) override { return false; }
  Pipeline* getDecodePipeline(Pipeline* next) override { return next; }
};

bool register_filters() {
  QPDF::registerStreamFilter("/FlateDecode", [] { return std::make_shared<BoundedFlate>(); });
  for (const char* name : {"/LZWDecode", "/RunLengthDecode", "/DCTDecode"}) {
    QPDF::registerStreamFilter(name, [] { return std::make_shared<Refusal>(); });
  }
  return true;
}

}  // namespace

DecodingBudget::DecodingBudget(std::size_t bytes) : left_(bytes) {
  static const bool registered = register_filters();
  static_cast<void>(registered);
  if (current != nullptr) throw std::logic_error("two decoding budgets on one thread");
  current = this;
}

DecodingBudget::~DecodingBudget() {
  current = nullptr;
}

void DecodingBudget::spend(std::size_t bytes) {
  if (bytes > left_) {
    exceeded_ = true;
    left_ = 0;
    throw std::runtime_error("more data than may be decoded");
  }
  left_ -= bytes;
}

}  // namespace tongbao::pdf

#include "pdf/readers.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "base/utf8.h"

namespace tongbao::pdf::testing {

namespace {

std::string without_space(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\f'; });
  return text;
}

// The value of a numeric character reference or of an entity; else the text itself.
std::string unescaped(const std::string& text) {
  if (text.rfind("&#x", 0) == 0) {
    std::string out;
    append_utf8(out, static_cast<char32_t>(std::stoul(text.substr(3), nullptr, 16)));
    return out;
  }
  if (text == "&quot;") return "\"";
  if (text == "&amp;") return "&";
  if (text == "&lt;") return "<";
  if (text == "&gt;") return ">";
  return text;
}

}  // namespace

Reader::Reader(std::string_view pdf) : file_((folder_.path() / "document.pdf").string()) {
  std::ofstream(file_, std::ios::binary) << pdf;
}

std::string Reader::run(std::string_view program_and_options, std::string_view after_file) const {
  const std::string output = (folder_.path() / "output").string();
  const std::string command =
      fmt::format("{} '{}' {} >'{}' 2>&1", program_and_options, file_, after_file, output);
  const int status = std::system(command.c_str());
  std::ifstream stream(output, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (status != 0) throw std::runtime_error(command + " failed: " + text.str());
  return text.str();
}

std::string Reader::pdftotext() const {
  return without_space(run("pdftotext -raw", "-"));
}

std::string Reader::mutool_text() const {
  std::string text;
  for (const ReadCharacter& character : mutool_characters()) text += character.text;
  return without_space(text);
}

std::vector<ReadCharacter> Reader::mutool_characters() const {
  const std::string xml = run("mutool draw -q -F stext");
  static const std::regex character(R"re(<char [^>]*?x="([^"]*)" y="([^"]*)"[^>]* c="([^"]*)")re");
  std::vector<ReadCharacter> characters;
  for (std::sregex_iterator match(xml.begin(), xml.end(), character), end; match != end; ++match) {
    characters.push_back({unescaped((*match)[3]), std::stod((*match)[1]), std::stod((*match)[2])});
  }
  return characters;
}

std::vector<std::string> Reader::pdffonts() const {
  std::istringstream stream(run("pdffonts"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  constexpr int heading = 2;
  if (lines.size() < heading) throw std::runtime_error("pdffonts says nothing");
  lines.erase(lines.begin(), lines.begin() + heading);
  return lines;
}

std::string Reader::page_content(int page) const {
  const std::string pages = run("qpdf --json=2 --json-key=pages");
  const std::string object = nlohmann::json::parse(pages)
                                 .at("pages")
                                 .at(static_cast<std::size_t>(page - 1))
                                 .at("contents")
                                 .at(0);
  return stream(object);
}

std::string Reader::stream(std::string_view reference) const {
  const std::string number(reference.substr(0, reference.find(' ')));
  return run("qpdf --filtered-stream-data --show-object=" + number);
}

std::string Reader::pdfinfo() const {
  return run("pdfinfo -rawdates");
}

std::string Reader::structure() const {
  return run("pdfinfo -struct-text");
}

std::string Reader::qpdf_check() const {
  return run("qpdf --check");
}

std::string Reader::complaints() const {
  std::string all = run("pdftoppm -r 20", "'" + (folder_.path() / "page").string() + "'");
  all += run("pdftotext", "/dev/null");
  all += run("mutool draw -q -N -r 20 -F ppm -o /dev/null");
  all += run("gs -q -dNOPAUSE -dBATCH -dPDFSTOPONWARNING -sDEVICE=nullpage");
  return all;
}

Reader::Picture Reader::draw(int page) const {
  const std::string ppm = run("mutool draw -q -N -r 72 -F ppm -o -", std::to_string(page));
  std::istringstream stream(ppm);
  std::string magic;
  std::size_t most = 0;
  Picture picture;
  stream >> magic >> picture.width >> picture.height >> most;
  const std::size_t size = picture.width * picture.height * 3;
  if (magic != "P6" || ppm.size() < size) throw std::runtime_error("mutool draws no picture");
  picture.rgb = ppm.substr(ppm.size() - size);
  return picture;
}

std::string Reader::saved_by(std::string_view program_and_options) const {
  const std::string saved = (folder_.path() / "saved.pdf").string();
  static_cast<void>(run(program_and_options, "'" + saved + "'"));
  std::ostringstream bytes;
  bytes << std::ifstream(saved, std::ios::binary).rdbuf();
  return bytes.str();
}

nlohmann::json Reader::objects() const {
  return nlohmann::json::parse(run("qpdf --json=2 --json-key=qpdf")).at("qpdf").at(1);
}

}  // namespace tongbao::pdf::testing

#include "base/xml_reason.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace tongbao {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> usual = {{
    {"syntax error", "语法错误"},
    {"no element found", "没有完整的根元素"},
    {"not well-formed (invalid token)", "此处不应有这个字符"},
    {"unclosed token", "标签没有写完"},
    {"partial character", "末尾的字符不完整"},
    {"mismatched tag", "结束标签与开始标签不一致"},
    {"duplicate attribute", "属性重复"},
    {"junk after document element", "根元素之后还有内容"},
    {"undefined entity", "实体没有定义"},
    {"recursive entity reference", "实体引用了自身"},
    {"reference to invalid character number", "字符引用所指的字符不可用"},
    {"XML or text declaration not at start of entity", "XML声明不在开头"},
    {"unknown encoding", "不认识的编码"},
    {"encoding specified in XML declaration is incorrect", "声明的编码与内容不符"},
    {"unclosed CDATA section", "CDATA没有写完"},
    {"XML declaration not well-formed", "XML声明有误"},
    {"limit on input amplification factor (from DTD and entities) breached", "实体展开过大"},
}};

}  // namespace

Bilingual xml_reason(std::string english) {
  const auto* const found = std::find_if(usual.begin(), usual.end(),
                                         [&](const auto& each) { return each.first == english; });
  std::string chinese(found == usual.end() ? std::string_view(english) : found->second);
  return {std::move(chinese), std::move(english)};
}

}  // namespace tongbao

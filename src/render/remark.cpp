#include "render/remark.h"

namespace tongbao::render {

std::string remark_on(const Document& document) {
  std::string personal;
  for (const Diagnostic& warning : document.warnings) {
    if (warning.code != "render.personalData") continue;
    personal += personal.empty() ? "personal data allowed: " : " ";
    personal += warning.where.pointer.value_or("");
  }
  if (!document.classified) return personal;
  return personal.empty() ? "classified record allowed" : "classified record allowed; " + personal;
}

}  // namespace tongbao::render

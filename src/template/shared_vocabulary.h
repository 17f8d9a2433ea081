// Attributes of elements that notices and ledgers share. Internal to the vocabulary.
#pragma once
#include <array>

#include "template/vocabulary.h"

namespace tongbao::tmpl {

inline constexpr std::array root_attributes = {
    AttributeRule{"name", AttributeKind::words, true, "for people: 整改情况通报"},
    AttributeRule{"description", AttributeKind::words, false, "one sentence more"},
    AttributeRule{"check-without", AttributeKind::words, false,
                  "rules or families that proofreading for it leaves out: contact.email, names"},
};
inline constexpr std::array metadata_attributes = {
    AttributeRule{"title", AttributeKind::text, true, "the document's title, in one line"},
    AttributeRule{"author", AttributeKind::text, false, "the issuing office"},
    AttributeRule{"subject", AttributeKind::text, false, "what it is about"},
    AttributeRule{"keywords", AttributeKind::text, false, "for searches"},
    AttributeRule{"date", AttributeKind::date, false,
                  "creation and modification; there is no clock"},
};

}  // namespace tongbao::tmpl

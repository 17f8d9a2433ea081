#include "base/xml_reason.h"

#include <gtest/gtest.h>

namespace tongbao {
namespace {

TEST(XmlReason, IsInBothLanguages) {
  const Bilingual mismatch = xml_reason("mismatched tag");
  EXPECT_EQ(mismatch.en, "mismatched tag");
  EXPECT_EQ(mismatch.zh, "结束标签与开始标签不一致");
}

TEST(XmlReason, WhatIsRareStaysAsItIs) {
  EXPECT_EQ(xml_reason("asynchronous entity").zh, "asynchronous entity");
}

}  // namespace
}  // namespace tongbao

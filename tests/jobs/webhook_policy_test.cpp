// Where calls may go, and how they are signed.
#include <gtest/gtest.h>

#include "jobs/webhook_address.h"
#include "jobs/webhooks.h"

namespace tongbao::jobs {
namespace {

WebhookPolicy policy() {
  return {.origins = {"https://oa.example.gov.cn", "http://10.1.2.3:8080"},
          .networks = {"10.1.0.0/16"},
          .secret = "a secret of the test"};
}

std::string refusal(const WebhookPolicy& policy, const std::string& address) {
  const auto checked = check_webhook(policy, address, "/webhook/url");
  if (checked) return "";
  EXPECT_EQ(checked.error().front().where.pointer, "/webhook/url");
  return checked.error().front().code;
}

TEST(WebhookAddress, IsTakenApart) {
  const auto address = parse_webhook_address("https://OA.Example.gov.cn/jobs/done?unit=1");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->origin(), "https://oa.example.gov.cn:443");
  EXPECT_EQ(address->host_field(), "oa.example.gov.cn");
  EXPECT_EQ(address->target, "/jobs/done?unit=1");
  const auto v6 = parse_webhook_address("http://[2001:db8::1]:8080?x");
  ASSERT_TRUE(v6);
  EXPECT_EQ(v6->host, "2001:db8::1");
  EXPECT_EQ(v6->origin(), "http://[2001:db8::1]:8080");
  EXPECT_EQ(v6->target, "/?x");
}

TEST(WebhookAddress, OfAnotherKindIsRefused) {
  for (const char* text : {"",
                           "oa.example.gov.cn",
                           "/jobs",
                           "ftp://oa.example.gov.cn/",
                           "file:///etc/passwd",
                           "https://",
                           "https:///path",
                           "https://user@oa.example.gov.cn/",
                           "https://user:password@oa.example.gov.cn/",
                           "https://@oa.example.gov.cn/",
                           "https://oa.example.gov.cn/#part",
                           "https://oa.example.gov.cn/#",
                           "https://oa example/",
                           "https://oa.example.gov.cn\\@evil.example/",
                           "https://oa.example.gov.cn/\r\nX: y",
                           "https://oa.example.gov.cn:99999/",
                           "https://oa.example.gov.cn:0/",
                           "https://通报.cn/",
                           "https://oa%2eexample.gov.cn/",
                           "https://[fe80::1%25eth0]/",
                           "https://[::1/",
                           "https://a:b:c/"}) {
    EXPECT_FALSE(parse_webhook_address(text)) << text;
  }
  EXPECT_FALSE(parse_webhook_address("https://oa.example.gov.cn/" + std::string(2000, 'a')));
}

TEST(WebhookPolicy, TakesExactlyItsOrigins) {
  EXPECT_EQ(refusal(policy(), "https://oa.example.gov.cn/jobs"), "");
  EXPECT_EQ(refusal(policy(), "https://OA.example.gov.cn:443/jobs"), "");
  EXPECT_EQ(refusal(policy(), "http://10.1.2.3:8080/jobs"), "");
  for (const char* other :
       {"http://oa.example.gov.cn/jobs", "https://oa.example.gov.cn:8443/jobs",
        "https://oa.example.gov.cn.evil.example/jobs", "https://www.oa.example.gov.cn/jobs",
        "https://oa.example.gov.cn./jobs", "http://10.1.2.3/jobs"}) {
    EXPECT_EQ(refusal(policy(), other), "jobs.webhookNotAllowed") << other;
  }
  EXPECT_EQ(refusal(policy(), "gopher://oa.example.gov.cn/"), "jobs.webhookAddress");
}

TEST(WebhookPolicy, WithoutListOrSecretTakesNone) {
  EXPECT_EQ(refusal({}, "https://oa.example.gov.cn/"), "jobs.webhookNotAllowed");
  WebhookPolicy without_secret = policy();
  without_secret.secret = "";
  EXPECT_EQ(refusal(without_secret, "https://oa.example.gov.cn/"), "jobs.webhookNotAllowed");
}

TEST(WebhookPolicy, RefusesAnAddressInFiguresAtOnce) {
  WebhookPolicy loopback = policy();
  loopback.origins = {"http://127.0.0.1:8080", "http://[::1]:8080"};
  EXPECT_EQ(refusal(loopback, "http://127.0.0.1:8080/"), "jobs.webhookNotAllowed");
  EXPECT_EQ(refusal(loopback, "http://[::1]:8080/"), "jobs.webhookNotAllowed");
  loopback.networks = {"127.0.0.1/32"};
  EXPECT_EQ(refusal(loopback, "http://127.0.0.1:8080/"), "");
}

TEST(WebhookPolicy, OfTheSettingsIsChecked) {
  EXPECT_TRUE(check_policy(policy()));
  EXPECT_TRUE(check_policy({}));
  const auto checked = check_policy(
      {.origins = {"https://oa.example.gov.cn/", "https://oa.example.gov.cn?x", "oa",
                   "https://*.cn", "https://oa.example.gov.cn"},
       .networks = {"10.0.0.0/33", "10.0.0.1/8", "ten", "10.0.0.0/", "::/129", "::1", "10.0.0.0/8"},
       .secret = ""});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().size(), 4U + 5U + 1U);
  for (const Diagnostic& error : checked.error()) EXPECT_EQ(error.code, "jobs.badWebhookPolicy");
}

// IANA's registries of special-purpose addresses: first and last of each, and their neighbours.
TEST(MayConnect, RefusesWhatIsNotPublic) {
  for (const char* ip : {"0.0.0.0",         "0.255.255.255",   "10.0.0.0",        "10.255.255.255",
                         "100.64.0.0",      "100.127.255.255", "127.0.0.1",       "127.255.255.255",
                         "169.254.0.0",     "169.254.169.254", "172.16.0.0",      "172.31.255.255",
                         "192.0.0.1",       "192.0.2.1",       "192.88.99.1",     "192.168.0.1",
                         "192.168.255.255", "198.18.0.0",      "198.19.255.255",  "198.51.100.1",
                         "203.0.113.255",   "224.0.0.1",       "239.255.255.255", "240.0.0.1",
                         "255.255.255.255"}) {
    EXPECT_FALSE(may_connect({}, ip)) << ip;
  }
  for (const char* ip : {"::",
                         "::1",
                         "::ffff:8.8.8.8",
                         "::ffff:127.0.0.1",
                         "::8.8.8.8",
                         "64:ff9b::808:808",
                         "64:ff9b:1::1",
                         "100::1",
                         "2001::1",
                         "2001:2::1",
                         "2001:10::1",
                         "2001:db8::1",
                         "2002:808:808::1",
                         "3fff::1",
                         "5f00::1",
                         "fc00::1",
                         "fdff::1",
                         "fe80::1",
                         "febf::1",
                         "fec0::1",
                         "ff02::1"}) {
    EXPECT_FALSE(may_connect({}, ip)) << ip;
  }
  for (const char* text : {"", "localhost", "127.1", "0177.0.0.1", "2130706433", "fe80::1%eth0",
                           "8.8.8.8 ", "[2400::1]", "8.8.8.8/32"}) {
    EXPECT_FALSE(may_connect({.networks = {"0.0.0.0/0", "::/0"}}, text)) << text;
  }
}

TEST(MayConnect, TakesPublicOnes) {
  for (const char* ip : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                         "126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0",
                         "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255",
                         "2400:3200::1", "2606:4700::1111", "2001:4860:4860::8888", "2003::1"}) {
    EXPECT_TRUE(may_connect({}, ip)) << ip;
  }
}

TEST(MayConnect, TakesTheNetworksListed) {
  const WebhookPolicy listed{.networks = {"10.1.0.0/16", "fd00:1::/32", "::1"}};
  EXPECT_TRUE(may_connect(listed, "10.1.255.255"));
  EXPECT_TRUE(may_connect(listed, "fd00:1:ffff::1"));
  EXPECT_TRUE(may_connect(listed, "::1"));
  EXPECT_FALSE(may_connect(listed, "10.2.0.0"));
  EXPECT_FALSE(may_connect(listed, "fd00:2::1"));
  EXPECT_FALSE(may_connect(listed, "::2"));
  EXPECT_FALSE(may_connect(listed, "::ffff:10.1.0.1"));
}

// printf '%s' EVENT.TIMESTAMP.BODY | openssl dgst -sha256 -hmac 'a secret of the test'
TEST(Signature, IsWhatOpensslSays) {
  EXPECT_EQ(signature("a secret of the test", "0123456789abcdef0123456789abcdef", "1743494400",
                      R"({"id":"j1","state":"done"})"),
            "sha256=4d351bf198ab7e8b40de3991e9fb103ec0bb51642e7c1d89079f25a2dc16e834");
}

}  // namespace
}  // namespace tongbao::jobs

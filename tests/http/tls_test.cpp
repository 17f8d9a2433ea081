// The same server by TLS, seen by curl and openssl.
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/file.h"
#include "http/server_fixture.h"

namespace tongbao::http {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// The output of a shell command.
std::string shell(const std::string& command) {
  std::FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::string text;
  std::array<char, 4096> block{};
  for (std::size_t count = 0; (count = std::fread(block.data(), 1, block.size(), pipe)) > 0;) {
    text.append(block.data(), count);
  }
  ::pclose(pipe);
  return text;
}

class Tls : public ServerTest {
 protected:
  void SetUp() override {
    shell(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout " +
        file("key.pem") + " -out " + file("certificate.pem"));
    settings.tls_certificate = file("certificate.pem");
    settings.tls_key = file("key.pem");
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return (folder.path() / name).string();
  }
  std::string curl(const std::string& options, const std::string& target) {
    return shell("curl -sS --noproxy '*' --max-time 60 --cacert " + file("certificate.pem") + " " +
                 options + " https://localhost:" + std::to_string(server().port()) + target);
  }
  std::string s_client(const std::string& options, const std::string& input) {
    return shell("printf '" + input + "' | timeout 60 openssl s_client -connect 127.0.0.1:" +
                 std::to_string(server().port()) + " " + options);
  }
  Diagnostic start_error() {
    Server unusable(settings, Parts{.rendering = rendering}, [](std::string_view) {});
    const auto started = unusable.start();
    return started ? Diagnostic{} : started.error().at(0);
  }

  TemporaryFolder folder;
};

TEST_F(Tls, RequestsAndTheirAnswers) {
  start();
  const std::string answer = curl("-i", "/healthz");
  EXPECT_NE(answer.find("200 OK"), std::string::npos) << answer;
  EXPECT_NE(answer.find("Strict-Transport-Security: max-age="), std::string::npos) << answer;
  // Large both ways, and two requests of one connection.
  const std::string body = '"' + std::string(8'000'000, 'x') + '"';
  std::ofstream(file("body")) << body;
  const std::string target = "https://localhost:" + std::to_string(server().port());
  EXPECT_EQ(curl("-H 'Content-Type: application/json' --data-binary @" + file("body") + " -o " +
                     file("first") + " -o " + file("second") + " " + target + "/v1/render/notice",
                 "/v1/render/notice"),
            "");
  EXPECT_TRUE(read_file(file("first"), 10'000'000) == body);
  EXPECT_TRUE(read_file(file("second"), 10'000'000) == body);
}

TEST_F(Tls, OnlySoundVersionsAndNoRenegotiation) {
  start();
  EXPECT_NE(s_client("-tls1_3", "").find("TLSv1.3"), std::string::npos);
  EXPECT_NE(s_client("-tls1_2", "").find("Cipher is ECDHE-ECDSA-AES"), std::string::npos);
  EXPECT_NE(s_client("-tls1_1 -cipher DEFAULT@SECLEVEL=0", "").find("Cipher is (NONE)"),
            std::string::npos);
  EXPECT_NE(s_client("-tls1_2 -cipher AES128-SHA", "").find("Cipher is (NONE)"), std::string::npos);
  EXPECT_NE(s_client("-tls1_2", "R\\n").find("no renegotiation"), std::string::npos);
}

TEST_F(Tls, WhoDoesNotSpeakItIsDropped) {
  start();
  RawClient client(server().port());
  client.send(request_text("GET", "/healthz"));
  EXPECT_EQ(client.read().status, 0);
}

TEST_F(Tls, FiveHundredThatNeverShakeHandsDoNoHarm) {
  settings.connections = 600;
  settings.header_timeout = 3s;
  start();
  std::vector<std::unique_ptr<RawClient>> silent;
  for (int i = 0; i < 500; ++i) {
    silent.push_back(std::make_unique<RawClient>(server().port()));
    if (i % 2 == 0) silent.back()->send(std::string_view("\x16\x03\x01\x02", 4));
  }
  const auto begun = Clock::now();
  EXPECT_NE(curl("-i", "/healthz").find("200 OK"), std::string::npos);
  EXPECT_LT(Clock::now() - begun, 20s);
  for (const auto& client : silent) EXPECT_TRUE(client->closed_by_server());
}

TEST_F(Tls, UnusableCertificates) {
  const auto certificate = settings.tls_certificate;
  settings.tls_certificate = file("nowhere.pem");
  EXPECT_EQ(start_error().code, "http.certificateUnreadable");
  EXPECT_EQ(start_error().where.file, file("nowhere.pem"));
  settings.tls_certificate = settings.tls_key;
  EXPECT_EQ(start_error().code, "http.badCertificate");
  settings.tls_certificate = certificate;
  shell("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out " +
        file("other.pem"));
  shell("openssl pkcs8 -topk8 -v2 aes256 -passout pass:secret -in " + file("key.pem") + " -out " +
        file("locked.pem"));
  for (const std::string name : {"other.pem", "locked.pem", "certificate.pem"}) {
    settings.tls_key = file(name);
    EXPECT_EQ(start_error().code, "http.badCertificateKey") << name;
    EXPECT_EQ(start_error().where.file, file(name));
  }
}

TEST(Loopback, AddressesThatOnlyThisMachineReaches) {
  for (const char* const inside : {"127.0.0.1:80", "127.9.9.9:80", "[::1]:80", "localhost:80"}) {
    EXPECT_TRUE(is_loopback(inside)) << inside;
  }
  for (const char* const outside : {"0.0.0.0:80", "[::]:80", "192.0.2.1:80", "nonsense"}) {
    EXPECT_FALSE(is_loopback(outside)) << outside;
  }
}

}  // namespace
}  // namespace tongbao::http

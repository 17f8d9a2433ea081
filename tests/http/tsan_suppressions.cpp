// Debian's Poco is not built for the thread sanitizer, which therefore cannot see the reference
// count that orders the last use of an accepted socket before its end in the accepting thread.
extern "C" const char* __tsan_default_suppressions();  // NOLINT: the sanitizer names it

extern "C" const char* __tsan_default_suppressions() {  // NOLINT
  return "race:^Poco::Net::SocketImpl::close\n"
         "race:^Poco::Net::TCPServer::run\n";
}

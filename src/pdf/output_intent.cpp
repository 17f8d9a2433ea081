#include "pdf/output_intent.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <lcms2.h>

namespace tongbao::pdf {

namespace {

template <auto destroy>
struct Destroy {
  template <class T>
  void operator()(T* object) const {
    destroy(object);
  }
};
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, Destroy<cmsDeleteContext>>;
using Profile = std::unique_ptr<void, Destroy<cmsCloseProfile>>;

// 1999-10-18T00:00:00 (IEC 61966-2-1): Little CMS writes the hour of the call.
void fix_creation_date(std::string& profile) {
  constexpr std::size_t place = 24;  // ISO 15076-1 7.2.1: six big-endian numbers of 16 bits
  constexpr std::array<unsigned char, 12> date = {0x07, 0xCF, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0};
  std::copy(date.begin(), date.end(), profile.begin() + place);
}

std::string make_srgb_profile() {
  const Context context(cmsCreateContext(nullptr, nullptr));
  if (!context) throw std::runtime_error("cmsCreateContext failed");
  const Profile profile(cmsCreate_sRGBProfileTHR(context.get()));
  if (!profile) throw std::runtime_error("cmsCreate_sRGBProfileTHR failed");
  constexpr double version = 4.2;  // ISO 15076-1; nothing of the profile needs a later one
  cmsSetProfileVersion(profile.get(), version);

  cmsUInt32Number size = 0;
  if (cmsSaveProfileToMem(profile.get(), nullptr, &size) == 0) {
    throw std::runtime_error("cmsSaveProfileToMem failed");
  }
  std::string bytes(size, '\0');
  if (cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == 0) {
    throw std::runtime_error("cmsSaveProfileToMem failed");
  }
  fix_creation_date(bytes);
  return bytes;
}

}  // namespace

const std::string& srgb_profile() {
  static const std::string profile = make_srgb_profile();
  return profile;
}

ObjectId add_output_intent(ObjectFile& file) {
  constexpr int components = 3;
  Dictionary profile;
  profile.add_integer("N", components);
  const ObjectId stream = file.add_stream(std::move(profile), srgb_profile(), Filter::none);
  Dictionary intent;
  intent.add_name("Type", "OutputIntent")
      .add_name("S", "GTS_PDFA1")
      .add_bytes("OutputConditionIdentifier", "sRGB IEC61966-2.1")
      .add_bytes("Info", "sRGB IEC61966-2.1")
      .add_reference("DestOutputProfile", stream);
  return file.add(std::move(intent));
}

}  // namespace tongbao::pdf

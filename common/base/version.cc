#include "common/base/version.h"

namespace concordat {

std::string_view Version() { return CONCORDAT_VERSION; }

}  // namespace concordat

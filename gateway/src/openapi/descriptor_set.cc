#include "gateway/src/openapi/descriptor_set.h"

#include <cstddef>

// The file goes into the program by way of the assembler.
__asm__(
    ".pushsection .rodata\n"
    ".global concordat_descriptor_set\n"
    ".global concordat_descriptor_set_end\n"
    "concordat_descriptor_set:\n"
    ".incbin \"" CONCORDAT_DESCRIPTOR_SET
    "\"\n"
    "concordat_descriptor_set_end:\n"
    ".popsection\n");

extern "C" {
extern const char concordat_descriptor_set[];
extern const char concordat_descriptor_set_end[];
}

namespace concordat::gateway {

std::string_view DescriptorSetBytes() {
  return {concordat_descriptor_set,
          static_cast<size_t>(concordat_descriptor_set_end - concordat_descriptor_set)};
}

}  // namespace concordat::gateway

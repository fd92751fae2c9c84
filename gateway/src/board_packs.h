// The gateway's own methods BoardPacks.GetBoardPack and RenderBoardPack.
#ifndef CONCORDAT_GATEWAY_BOARD_PACKS_H_
#define CONCORDAT_GATEWAY_BOARD_PACKS_H_

#include "common/method_table.h"
#include "gateway/src/backends.h"
#include "gateway/src/board_pack_page.h"

namespace concordat::gateway {

// Backends and page must outlive the table.
void BindBoardPacks(const Backends& backends, const BoardPackPage& page, MethodTable* methods);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACKS_H_

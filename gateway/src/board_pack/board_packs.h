// The gateway's own methods BoardPacks.GetBoardPack and RenderBoardPack.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACKS_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACKS_H_

#include "common/peers/peers.h"
#include "common/rpc/method_table.h"
#include "gateway/src/board_pack/board_pack_page.h"

namespace concordat::gateway {

// Peers and page must outlive the table.
void BindBoardPacks(const Peers& backends, const BoardPackPage& page, MethodTable* methods);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACKS_H_

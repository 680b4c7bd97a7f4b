# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Images and ramdisks are made with the unit's rights, used again and taken back; running disks are changed.

show rdma-managerctl apply srp_target "$(new_image img 8388608)" --yes
equal "an image is made" 0 "$status"
equal "sparse, of this size, for root alone" "8388608 600" "$(stat -c '%s %a' /var/lib/rdma-manager/disks/img.img)"
show rdma-managerctl apply srp_target "$(changed_image img '{"writeBack":true,"thin":true}')" --yes
equal "it is changed while it runs" 0 "$status"
matches "with a warning of write-back" "power failure here may lose" "$said"
equal "in the kernel" "1 1" "$(cat "$target"/core/fileio_0/img/attrib/{emulate_write_cache,emulate_tpu} | xargs)"
matches "which writes through until the image is opened anew" "Mode: O_DSYNC" "$(cat "$target/core/fileio_0/img/info")"
show rdma-managerctl apply srp_target "$(changed_image img '{"writeBack":false}')" --yes
equal "so it can be turned off" "0 1" "$(cat "$target"/core/fileio_0/img/attrib/{emulate_write_cache,emulate_tpu} | xargs)"
show rdma-managerctl apply srp_target '{"now":{"backstores":{"fileio/img":null}}}' --yes
equal "its disk is deleted" 0 "$status"
succeeds "and the image stays" test -e /var/lib/rdma-manager/disks/img.img
show rdma-managerctl apply srp_target "$(new_image img 8388608)" --yes
matches "using it again is said" "there already" "$said"
show rdma-managerctl undo srp_target --yes
succeeds "undoing that leaves it" test -e /var/lib/rdma-manager/disks/img.img
show rdma-managerctl apply srp_target "$(new_image other 8388608)" --yes
show rdma-managerctl undo srp_target --yes
fails "a blank one goes with the change that made it" test -e /var/lib/rdma-manager/disks/other.img
show rdma-managerctl apply srp_target "$(new_image cached 8388608 | jq -c '.now.backstores[].writeBack = true')" --yes
matches "one with write-back is opened for it" "Mode: Buffered-WCE" "$(cat "$target/core/fileio_0/cached/info")"
show rdma-managerctl apply srp_target "$(changed_image cached '{"writeBack":false}')" --yes
matches "and cannot be without while it is" "was opened for write-back" "$said"
show rdma-managerctl undo srp_target --yes
show rdma-managerctl apply srp_target '{"now":{"backstores":{"ramdisk/r":{"source":"","size":4194304,"serial":"ram-serial-1","readOnly":false,"writeBack":false,"thin":false,"blockSize":0}}}}' --yes
equal "a ramdisk is made" 0 "$status"
show rdma-managerctl undo srp_target --yes
equal "and taken back by undo" 0 "$status"
fails "it is gone" test -e "$target/core/rd_mcp_0/r"

// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tables of srpt's attributes as Linux 6.12 and 6.1 show them.
#include "tests/fake/srptcontent.h"

namespace rdma {

using namespace Qt::StringLiterals;

ConfigfsAttributes newWwn(bool isOldKernel)
{
    ConfigfsAttributes content{{u"fabric_statistics/"_s, {}}, {u"param/cmd_completion_affinity"_s, "-1\n"}};
    if (!isOldKernel) // since 6.7
        content += {{u"param/default_submit_type"_s, "1\n", 0444}, {u"param/direct_submit_supported"_s, "1\n", 0444}};
    return content;
}

ConfigfsAttributes newTpg(bool isOldKernel)
{
    ConfigfsAttributes content{{u"acls/"_s, {}},
                               {u"lun/"_s, {}},
                               {u"np/"_s, {}},
                               {u"auth/"_s, {}},
                               {u"param/"_s, {}},
                               {u"enable"_s, "0\n"},
                               {u"attrib/srp_max_rdma_size"_s, "65536\n"},
                               {u"attrib/srp_max_rsp_size"_s, "256\n"},
                               {u"attrib/srp_sq_size"_s, "4096\n"},
                               {u"attrib/use_srq"_s, "0\n"}};
    if (!isOldKernel) // since 6.5
        content.append({u"rtpi"_s, "0x0\n"});
    return content;
}

} // namespace rdma

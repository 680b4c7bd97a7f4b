// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Nothing: a library needs a file, and this one exists for its precompiled headers.

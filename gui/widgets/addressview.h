// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The 20-byte address of an IPoIB interface, its four parts labelled, the port GUID standing out.
#pragma once

#include "model/guid.h"

#include <QWidget>

class QLabel;

namespace rdma {

class CopyButton;

class AddressView : public QWidget {
    Q_OBJECT
public:
    explicit AddressView(QWidget *parent = nullptr);

    void setAddress(const IpoibAddress &address);

private:
    QLabel *m_flags;
    QLabel *m_qpn;
    QLabel *m_prefix;
    QLabel *m_guid;
    CopyButton *m_copy;
};

} // namespace rdma

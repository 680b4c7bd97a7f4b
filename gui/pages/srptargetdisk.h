// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Choose what a new disk is made of: a block device that nobody uses, an image file in our own directory, or a ramdisk.
#pragma once

#include "gui/pages/srptargetedit.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeWidget;

namespace rdma {

class DiskChoice : public QWidget {
    Q_OBJECT
public:
    DiskChoice(const ExportState &state, const SrpTargetConfig &wanted, QWidget *parent = nullptr);

    [[nodiscard]] BackstoreId id() const;
    [[nodiscard]] Backstore disk() const;
    [[nodiscard]] QString problem() const; ///< empty: it can be made

signals:
    void changed();

private:
    [[nodiscard]] QWidget *makeKinds();
    [[nodiscard]] QWidget *makeDevices(const std::vector<BlockDevice> &devices);
    [[nodiscard]] QWidget *makeSize();
    [[nodiscard]] QWidget *makeAdvanced();
    void takeKind();
    [[nodiscard]] BackstoreKind kind() const;
    [[nodiscard]] const BlockDevice *device() const;
    [[nodiscard]] quint64 size() const;

    std::vector<BlockDevice> m_devices;
    SrpTree m_wanted;
    QButtonGroup *m_kinds;
    QStackedWidget *m_stack;
    QTreeWidget *m_list;
    QDoubleSpinBox *m_size;
    QComboBox *m_unit;
    QLabel *m_path;
    QLineEdit *m_name;
    QCheckBox *m_readOnly;
    QCheckBox *m_writeBack;
    QCheckBox *m_thin;
    QComboBox *m_blockSize;
    QLineEdit *m_serial;
};

} // namespace rdma

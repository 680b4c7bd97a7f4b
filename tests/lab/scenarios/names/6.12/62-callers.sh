# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Many callers at once, some allowed, some with a prompt open, some gone: each gets its own answer, nobody another's.

groupadd --force --system rdma-admins
usermod -aG rdma-admins oscar
install -m 644 "$(dpkg -L rdma-manager-helper | grep 'rdma-admins.rules$')" /etc/polkit-1/rules.d/
within 20 pkcheck_yes oscar
useradd berta
tool_with_few_rules callers 8 20
userdel berta
rm -f /etc/polkit-1/rules.d/*rdma-admins.rules

# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Whatever the files say, hand-mangled ones too: the helper's answer is what a login gets.

cp -a /etc/security /root/security
tool agrees 4711 40
rm -rf /etc/security && cp -a /root/security /etc/security

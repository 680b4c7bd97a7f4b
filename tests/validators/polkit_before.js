// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a polkit rules file finds around it, before the example rule is read by the engine that polkit uses.
var rules = [];
var polkit = {
    Result: { YES: "yes", NO: "no", NOT_HANDLED: null },
    addRule: function (rule) { rules.push(rule); }
};

// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the example rule answers: yes to the group's members about our actions, nothing to everybody else or about others'.
function answer(id, groups) {
    var subject = { isInGroup: function (group) { return groups.indexOf(group) >= 0; } };
    return rules[0]({ id: id }, subject);
}

function expect(id, groups, wanted) {
    var got = answer(id, groups);
    if (got !== wanted) {
        throw new Error(id + " for " + groups + ": " + got + ", not " + wanted);
    }
}

if (rules.length !== 1) {
    throw new Error(rules.length + " rules");
}
expect("org.rdmamanager.names.rename", ["rdma-admins"], "yes");
expect("org.rdmamanager.names.edit", ["users", "rdma-admins"], "yes");
expect("org.rdmamanager.names.rename", ["users"], null);
expect("org.rdmamanager.names.rename", [], null);
expect("org.freedesktop.policykit.exec", ["rdma-admins"], null);
expect("com.example.org.rdmamanager.names", ["rdma-admins"], null);
expect("org.rdmamanagers.evil", ["rdma-admins"], null);

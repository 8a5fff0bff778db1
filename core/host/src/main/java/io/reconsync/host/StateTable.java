// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.contract.store.Database;
import java.util.List;

/** The tables of plugins' states. A copy is a set of rows under a label; the live rows have the empty label. */
final class StateTable {
    static final String LIVE = "";

    private static final String FIRST = """
            CREATE TABLE plugin_state (
                plugin VARCHAR(200) NOT NULL,
                label VARCHAR(200) NOT NULL,
                name VARCHAR(200) NOT NULL,
                content TEXT NOT NULL,
                PRIMARY KEY (plugin, label, name))
            ;
            CREATE TABLE plugin_state_copy (
                plugin VARCHAR(200) NOT NULL,
                label VARCHAR(200) NOT NULL,
                PRIMARY KEY (plugin, label))
            """;

    private StateTable() {}

    static void migrate(Database database) {
        database.migrate("host", List.of(FIRST));
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.contract.store.Database;
import io.reconsync.contract.values.Ids;
import io.reconsync.link.store.Sql;
import java.time.Clock;

/** The bot's own id, made once. */
final class BotIdentity {
    private BotIdentity() {}

    static String of(Database database, Clock clock) {
        return database.write(connection -> {
            Sql.change(
                    connection,
                    "INSERT INTO link_bot (name, value) VALUES ('self', ?) ON CONFLICT (name) DO NOTHING",
                    Ids.next(clock));
            return Sql.first(connection, row -> row.getString(1), "SELECT value FROM link_bot WHERE name = 'self'")
                    .orElseThrow();
        });
    }
}

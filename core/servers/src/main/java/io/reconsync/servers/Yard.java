// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.game.ConsoleKind;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.game.QueryKind;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import io.reconsync.servers.process.ProcessRecords;
import io.reconsync.servers.session.Offered;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** What all servers share. */
interface Yard {
    Configuration configuration();

    Home home();

    Clock clock();

    SecretMasks masks();

    ProcessRecords records();

    Offered<GameAdapter> adapters();

    Offered<ConsoleKind> consoles();

    Offered<QueryKind> queries();

    ServerNews<Server, ProcessChange> processNews();

    ServerNews<Server, GameEvent> gameNews();

    /** Where the programs of owners are. */
    UnaryOperator<String> programs();

    /** The health as far as it is known. */
    HealthState health(Server server);

    /** Runs in the thread that watches processes. */
    void soon(Runnable task);

    /** Runs in some other thread; may block. */
    void later(Runnable task);
}

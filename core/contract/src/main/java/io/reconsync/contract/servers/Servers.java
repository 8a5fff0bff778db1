// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.servers;

import io.reconsync.api.game.GameEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.osgi.annotation.versioning.ProviderType;

/** The servers of this installation. Implemented by core/servers. Thread-safe. */
@ProviderType
public interface Servers {
    /** Every server, by id. */
    List<Server> all();

    /** One server. */
    Optional<Server> find(String id);

    /** As {@link #find}. @throws io.reconsync.api.ReconException code {@code server-unknown} with the ids there are */
    Server get(String id);

    /** Calls {@code listener} after a process came or went; in one thread of servers; closing ends it. */
    AutoCloseable onProcess(BiConsumer<Server, ProcessChange> listener);

    /** Calls {@code listener} for each event out of the log or console; in one thread of servers; closing ends it. */
    AutoCloseable onGameEvent(BiConsumer<Server, GameEvent> listener);
}

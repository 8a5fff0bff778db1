// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import io.reconsync.api.runtime.Event;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plain line in the log for what befalls servers and backups; other rooms write lines of their own. */
final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final List<String> TOLD =
            List.of("backup-", "restore-", "server-", "copy-failed", "console-password-wrong", "snapshot-not-removed");

    private EventLog() {}

    static void tell(Event event) {
        line(event).ifPresent(line -> {
            switch (event.severity()) {
                case CRITICAL -> LOG.error("{}", line);
                case WARNING -> LOG.warn("{}", line);
                default -> LOG.info("{}", line);
            }
        });
    }

    /** The line; empty for what is not told here. */
    static Optional<String> line(Event event) {
        return Optional.of(event)
                .filter(each -> TOLD.stream().anyMatch(each.kind()::startsWith))
                .map(each -> each.server().map(server -> server + ": ").orElse("") + each.kind() + ". " + each.text());
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.alert.Notifier;
import io.reconsync.api.backup.DestinationType;
import io.reconsync.api.command.CommandSet;
import io.reconsync.api.game.ConsoleKind;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.QueryKind;
import io.reconsync.api.monitor.Monitor;
import java.util.List;
import java.util.stream.Collectors;

/** The types of services that plugins offer to core. */
final class Tracked {
    static final List<Class<?>> TYPES = List.of(
            GameAdapter.class,
            QueryKind.class,
            ConsoleKind.class,
            DestinationType.class,
            Monitor.class,
            Notifier.class,
            CommandSet.class);

    private Tracked() {}

    static String filter() {
        return TYPES.stream()
                .map(type -> "(objectClass=" + type.getName() + ")")
                .collect(Collectors.joining("", "(|", ")"));
    }
}

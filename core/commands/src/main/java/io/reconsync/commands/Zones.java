// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.config.ServerConfig;
import java.time.Instant;
import java.util.Optional;

/** Moments as the clock of the server shows them that they are about, else as that of the installation. */
record Zones(Configuration configuration) {
    String moment(Instant at, Optional<String> server) {
        return Shown.moment(
                at,
                server.flatMap(configuration::server)
                        .map(ServerConfig::timezone)
                        .orElseGet(configuration::zone));
    }

    String moment(Instant at) {
        return moment(at, Optional.empty());
    }
}

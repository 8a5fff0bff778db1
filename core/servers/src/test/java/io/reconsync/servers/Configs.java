// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.config.ServerConfig.Backup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Variations of a configuration. */
final class Configs {
    private Configs() {}

    static ServerConfig withStart(ServerConfig config, List<String> start) {
        return copy(config, start, config.backup(), config.values(), config.console());
    }

    static ServerConfig withWorld(ServerConfig config, Optional<String> path, Map<String, String> values) {
        Backup old = config.backup();
        Backup backup = new Backup(
                path,
                old.schedule(),
                old.retentionDays(),
                old.keepLast(),
                old.daily(),
                old.weekly(),
                old.monthly(),
                old.format(),
                old.destinations(),
                old.include(),
                old.exclude(),
                old.stage());
        return copy(config, config.start(), backup, values, config.console());
    }

    static ServerConfig withConsole(ServerConfig config, ServerConfig.Port console) {
        return copy(config, config.start(), config.backup(), config.values(), console);
    }

    private static ServerConfig copy(
            ServerConfig config,
            List<String> start,
            Backup backup,
            Map<String, String> values,
            ServerConfig.Port console) {
        return new ServerConfig(
                config.id(),
                config.game(),
                config.guild(),
                config.map(),
                config.timezone(),
                config.autostart(),
                config.control(),
                config.install(),
                config.query(),
                console,
                backup,
                config.monitor(),
                config.alerts(),
                start,
                config.startArgs(),
                config.environment(),
                config.file(),
                values,
                config.all());
    }
}

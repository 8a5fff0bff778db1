// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.contract.config.ServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations of servers. */
final class Configs {
    private Configs() {}

    static ServerConfig scheduled(String id, ServerConfig.Schedule schedule) {
        ServerConfig.Port port =
                new ServerConfig.Port(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new ServerConfig(
                id,
                "foo",
                "local",
                "",
                ZoneId.of("UTC"),
                false,
                new ServerConfig.Control.Own(),
                Path.of("/srv/foo"),
                port,
                port,
                new ServerConfig.Backup(
                        Optional.empty(),
                        Optional.of(schedule),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "zip",
                        List.of("local"),
                        List.of(),
                        List.of(),
                        true),
                new ServerConfig.Monitoring(
                        Duration.ofSeconds(10), 3, new ServerConfig.Restart("never", 3, Duration.ofMinutes(10))),
                new ServerConfig.Alerts(false, Optional.empty(), List.of()),
                List.of(),
                List.of(),
                Map.of(),
                Path.of("conf/servers/foo.yaml"),
                Map.of(),
                null);
    }
}

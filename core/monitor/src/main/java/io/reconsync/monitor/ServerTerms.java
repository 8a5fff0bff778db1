// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import io.reconsync.protocol.log.LogPatterns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What configuration and profile say about one server's watching. */
final class ServerTerms {
    private static final Duration GRACE = Duration.ofMinutes(15);

    private ServerTerms() {}

    static Watched.Terms of(Server server) {
        ServerConfig config = server.config();
        return new Watched.Terms(
                config.monitor().checkInterval(),
                config.monitor().crashThreshold(),
                profile(server).map(profile -> profile.process().grace()).orElse(GRACE),
                config.monitor().restart(),
                !(config.control() instanceof ServerConfig.Control.Observe));
    }

    private static Optional<GameProfile> profile(Server server) {
        return server.adapterPresent() ? Optional.of(server.profile()) : Optional.empty();
    }

    static Watched.Exit exit(Server server, ProcessChange.Exited exited) {
        Optional<GameProfile> profile = profile(server);
        List<Integer> clean = profile.map(each -> each.crash().cleanExits()).orElse(List.of());
        Optional<Integer> code = exited.exitCode();
        boolean inOrder = clean.isEmpty()
                ? code.equals(Optional.of(0))
                : code.filter(clean::contains).isPresent();
        return new Watched.Exit(
                code, exited.wanted(), inOrder, profile.flatMap(each -> crashLine(each, exited.lastLines())));
    }

    private static Optional<String> crashLine(GameProfile profile, List<String> lines) {
        try {
            LogPatterns patterns = LogPatterns.of("the profile of " + profile.game(), profile);
            return lines.stream()
                    .flatMap(line -> patterns.events(line).stream())
                    .filter(GameEvent.CrashLine.class::isInstance)
                    .map(event -> ((GameEvent.CrashLine) event).line())
                    .reduce((first, last) -> last);
        } catch (ReconException e) {
            // A pattern that does not compile is reported by the configuration.
            return Optional.empty();
        }
    }
}

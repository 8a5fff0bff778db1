// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.config;

import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code conf/servers/<file>.yaml}.
 *
 * @param id {@code server_id}
 * @param game the game's key
 * @param guild the guild scope; {@code local} unless configured
 * @param map {@code map}; empty text if left out
 * @param timezone for schedules and shown times
 * @param autostart whether it is started with us
 * @param control who starts and stops the process
 * @param install absolute
 * @param query overrides of the profile
 * @param console overrides of the profile
 * @param backup what is backed up, when, where to
 * @param monitor probes and restarts
 * @param alerts whether incidents are reported
 * @param start overrides the profile's whole argument list; empty: the profile's
 * @param startArgs appended to the start
 * @param environment added to the process's environment ({@code env:})
 * @param file the file this came from
 * @param values all scalar keys, dotted, for {@code %{…}}
 * @param all the whole mapping, for namespaces of plugins
 */
public record ServerConfig(
        String id,
        String game,
        String guild,
        String map,
        ZoneId timezone,
        boolean autostart,
        Control control,
        Path install,
        Port query,
        Port console,
        Backup backup,
        Monitoring monitor,
        Alerts alerts,
        List<String> start,
        List<String> startArgs,
        Map<String, String> environment,
        Path file,
        Map<String, String> values,
        Settings all) {
    public ServerConfig {
        start = List.copyOf(start);
        startArgs = List.copyOf(startArgs);
        environment = Map.copyOf(environment);
        values = Map.copyOf(values);
    }

    /** A port's overrides; empty ones come from the profile. */
    public record Port(
            Optional<String> kind, Optional<String> host, Optional<Integer> port, Optional<Secret> password) {}

    /**
     * Backup.
     *
     * @param path overrides the profile's root, relative to install
     * @param schedule empty: no schedule
     * @param retentionDays {@code retention_days}
     * @param keepLast {@code retention.keep_last}
     * @param daily days of which one snapshot each is kept
     * @param weekly weeks
     * @param monthly months
     * @param format {@code zip}, {@code tar.zst}, {@code tar.gz}
     * @param destinations names; at least one
     * @param include overrides the profile's globs when not empty
     * @param exclude added to the profile's globs
     * @param stage copy first, so that the game may save again at once
     */
    public record Backup(
            Optional<String> path,
            Optional<Schedule> schedule,
            Optional<Integer> retentionDays,
            Optional<Integer> keepLast,
            Optional<Integer> daily,
            Optional<Integer> weekly,
            Optional<Integer> monthly,
            String format,
            List<String> destinations,
            List<String> include,
            List<String> exclude,
            boolean stage) {
        public Backup {
            destinations = List.copyOf(destinations);
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }

    /** A cron expression of five fields in a zone, already checked; {@code missed} is {@code skip} or {@code run-once}. */
    public record Schedule(String expression, ZoneId zone, Duration jitter, String missed) {}

    /** Probes and restarts. */
    public record Monitoring(Duration checkInterval, int crashThreshold, Restart restart) {}

    /** {@code policy} is {@code never}, {@code on-crash} or {@code always}; at most {@code max} in {@code within}. */
    public record Restart(String policy, int max, Duration within) {}

    /** Reporting; {@code channel} is a key of the guild's channels; {@code routes} names of routes, empty: all. */
    public record Alerts(boolean enabled, Optional<String> channel, List<String> routes) {
        public Alerts {
            routes = List.copyOf(routes);
        }
    }

    /** Who starts and stops the process. */
    public sealed interface Control {
        /** We do. */
        record Own() implements Control {}

        /** systemd does. */
        record Systemd(String unit, boolean user) implements Control {}

        /** Docker does. */
        record Docker(String container) implements Control {}

        /** Commands do; argument lists. */
        record Command(List<String> start, List<String> stop, List<String> status) implements Control {}

        /** Somebody does; we only look. */
        record Observe() implements Control {}
    }
}

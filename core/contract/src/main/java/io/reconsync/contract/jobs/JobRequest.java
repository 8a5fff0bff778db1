// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.jobs;

import io.reconsync.api.command.Actor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done.
 *
 * @param kind of a {@link JobHandler}
 * @param server whose lane it takes; empty for none
 * @param arguments plain text, no secrets
 * @param actor who asked
 * @param timeout for the run, from its start
 * @param urgent bypasses the lane
 * @param key a job with the same key that is not over yet is returned instead of a second one; empty for none
 */
public record JobRequest(
        String kind,
        Optional<String> server,
        Map<String, String> arguments,
        Actor actor,
        Duration timeout,
        boolean urgent,
        Optional<String> key) {
    public JobRequest {
        arguments = Map.copyOf(arguments);
    }

    /** A job for a server with a timeout of six hours. */
    public static JobRequest of(String kind, String server, Map<String, String> arguments, Actor actor) {
        return new JobRequest(
                kind, Optional.of(server), arguments, actor, Duration.ofHours(6), false, Optional.empty());
    }
}

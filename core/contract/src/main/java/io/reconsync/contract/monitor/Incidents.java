// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.monitor;

import io.reconsync.api.alert.Incident;
import io.reconsync.api.command.Actor;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Incidents. Implemented by core/monitor. Thread-safe. */
@ProviderType
public interface Incidents {
    /** The newest first. */
    List<Incident> list(boolean onlyOpen, int limit);

    /** Somebody takes it. */
    void acknowledge(String id, Actor actor);

    /** No notifications about a server for a while; zero ends it. */
    void mute(String server, Duration time, Actor actor);

    /** Sends a test through a route. @throws io.reconsync.api.ReconException when it did not arrive */
    void test(String route);
}

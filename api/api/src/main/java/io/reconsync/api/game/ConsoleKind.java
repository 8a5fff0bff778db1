// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import io.reconsync.api.Deadline;
import io.reconsync.api.Secret;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** A way to give commands: {@code source-rcon}, {@code webrcon}, {@code line}, {@code stdin} (core's), an own one. */
@ConsumerType
public interface ConsoleKind {
    /** The name used in {@code console.kind}; constant. */
    String kind();

    /**
     * Connects and logs in.
     *
     * @param options the further keys of the profile's {@code console:} mapping, for example {@code reply: idle}
     * @throws io.reconsync.api.ReconException code {@code console-password-wrong} (owner USER; never to be retried in a
     *     loop), {@code console-refused}, {@code console-timeout}, {@code console-malformed}
     */
    ConsoleSession open(Endpoint at, Secret password, Map<String, String> options, Deadline deadline);
}

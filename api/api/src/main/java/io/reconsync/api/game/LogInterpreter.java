// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns the lines of one run of one server into events. Called by one thread at a time; must not block. */
@ConsumerType
public interface LogInterpreter {
    /** Takes the next line. */
    void line(LogLine line, Consumer<GameEvent> out);
}

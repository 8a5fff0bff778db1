// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.command;

import io.reconsync.api.Deadline;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Commands of a bundle, below one namespace. Registered as a DS component; thread-safe. */
@ConsumerType
public interface CommandSet {
    /** First word of every command: the bundle's own name. Core's names are reserved. */
    String namespace();

    /** Pure data, constant. */
    List<CommandDescriptor> commands();

    /** Runs one command whose arguments were validated against its descriptor. */
    Reply execute(Invocation call, Deadline deadline);
}

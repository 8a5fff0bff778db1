// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How an own process is started; all places are filled.
 *
 * @param arguments the first is the program
 * @param folder the working directory
 * @param environment added to ours
 */
public record Launch(List<String> arguments, Path folder, Map<String, String> environment) {
    public Launch {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return arguments.isEmpty() ? "nothing" : arguments.get(0) + " in " + folder;
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Problems;
import io.reconsync.contract.config.ServerConfig;
import java.nio.file.Path;
import java.util.Optional;

/** {@code conf/servers/*.yaml}. */
final class ServerFile {
    private ServerFile() {}

    /** Binds what was checked, if it has no errors. */
    static Optional<ServerConfig> of(
            Path file, Checked checked, Namespaces namespaces, CoreSchemas schemas, MainFile main) {
        Problems problems = checked.problems();
        if (checked.tree().isEmpty()) {
            return Optional.empty();
        }
        namespaces.check(checked.tree().get(), schemas.server(), problems, checked.secretKeys());
        if (problems.fatal()) {
            return Optional.empty();
        }
        ServerConfig config = new ServerBinder(file, checked, main).bind();
        return problems.fatal() ? Optional.empty() : Optional.of(config);
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.Role;
import java.nio.file.Path;
import java.time.Instant;

/** An agent in a folder. */
record FolderInstance(Path root) implements Instance {
    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public Role role() {
        return Role.AGENT;
    }

    @Override
    public Home home() {
        return new Home(root);
    }

    @Override
    public Instant started() {
        return Instant.EPOCH;
    }

    @Override
    public void stop(String reason) {
        throw new AssertionError(reason);
    }

    @Override
    public void ready() {
        throw new AssertionError("host does not say when all are ready");
    }

    @Override
    public boolean isReady() {
        return false;
    }
}

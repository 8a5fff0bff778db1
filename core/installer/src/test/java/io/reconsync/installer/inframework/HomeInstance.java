// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer.inframework;

import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** An agent in a folder. */
final class HomeInstance implements Instance {
    private final Home home;
    private final AtomicBoolean ready = new AtomicBoolean();

    HomeInstance(Path root) {
        this.home = new Home(root);
    }

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
        return home;
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
        ready.set(true);
    }

    @Override
    public boolean isReady() {
        return ready.get();
    }
}

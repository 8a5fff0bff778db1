// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.runtime;

import java.nio.file.Path;

/**
 * The folder of an installation.
 *
 * @param root absolute
 */
public record Home(Path root) {
    /** Bundles of the program. */
    public Path bundles() {
        return root.resolve("bundles");
    }

    /** Jars that the user drops. */
    public Path plugins() {
        return root.resolve("plugins");
    }

    /** YAML profiles: the program's and the user's. */
    public Path games() {
        return root.resolve("games");
    }

    /** Configuration. */
    public Path conf() {
        return root.resolve("conf");
    }

    /** {@code conf/reconsync.yaml}. */
    public Path mainConfig() {
        return conf().resolve("reconsync.yaml");
    }

    /** {@code conf/servers}. */
    public Path serverConfigs() {
        return conf().resolve("servers");
    }

    /** Secrets, mode 0700. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    /** The truth. */
    public Path data() {
        return root.resolve("data");
    }

    /** Databases. */
    public Path store() {
        return data().resolve("store");
    }

    /** Content-addressed plugin jars. */
    public Path bundleStore() {
        return data().resolve("bundles");
    }

    /** Native libraries; what libraries unpack there for one run is removed at the next start. */
    public Path natives() {
        return data().resolve("native");
    }

    /** Sockets and pid files, mode 0700; may be deleted when nothing runs. */
    public Path run() {
        return root.resolve("run");
    }

    /** May be deleted at any time. */
    public Path cache() {
        return root.resolve("cache");
    }

    /** May be deleted at any time. */
    public Path logs() {
        return root.resolve("logs");
    }
}

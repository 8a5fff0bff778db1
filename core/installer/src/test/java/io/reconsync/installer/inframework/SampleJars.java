// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer.inframework;

import io.reconsync.installer.SamplePlugin;
import java.nio.file.Path;

/** The jars that the test drops; made outside of the framework, where there is a compiler. */
final class SampleJars {
    private static final String HANG =
            "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { continue; } }";

    private SampleJars() {}

    static void write(Path folder) {
        for (String name : new String[] {"foo", "bar", "baz"}) {
            SamplePlugin.of(name, "1.0.0").write(folder.resolve(name + "-1.jar"));
            SamplePlugin.of(name, "2.0.0").write(folder.resolve(name + "-2.jar"));
        }
        SamplePlugin.of("bar", "2.0.0", "if (true) throw new Error(\"no\");", "return null;")
                .write(folder.resolve("bar-throws.jar"));
        SamplePlugin.of("bar", "2.0.1", HANG, "return null;").write(folder.resolve("bar-hangs.jar"));
        SamplePlugin.waiting("bar", "2.0.2").write(folder.resolve("bar-waits.jar"));
        SamplePlugin.hollow("imports").imports("com.example.absent").write(folder.resolve("imports.jar"));
        SamplePlugin.hollow("newer")
                .header("Bundle-Version", "1.2.0")
                .imports("io.reconsync.api.game;version=\"[1.4,2)\"")
                .write(folder.resolve("newer.jar"));
        SamplePlugin.hollow("x")
                .header("Bundle-SymbolicName", "io.reconsync.core-host")
                .write(folder.resolve("core.jar"));
    }
}

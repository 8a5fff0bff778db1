// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.testkit.framework.JarBuilder;
import java.util.List;

/** Jars of a plugin whose monitor says which version it is. */
public final class SamplePlugin {
    public static final String MONITOR = "io.reconsync.api.monitor.Monitor";

    private static final String SOURCE = """
            package org.example.NAME;

            import io.reconsync.api.Deadline;
            import io.reconsync.api.game.GameServer;
            import io.reconsync.api.monitor.Finding;
            import io.reconsync.api.monitor.Monitor;

            public class Probe implements Monitor {
                public Probe(PARAMETERS) { CONSTRUCTOR }
                public String name() { return "NAME"; }
                public Finding probe(GameServer server, Deadline deadline) { BODY }
            }
            """;

    private SamplePlugin() {}

    public static JarBuilder of(String name, String version) {
        return of(name, version, "", "return Finding.ok(\"" + version + "\");");
    }

    public static JarBuilder of(String name, String version, String constructor, String body) {
        return bare(name, version, "", constructor, body)
                .component("org.example." + name + ".Probe", List.of(MONITOR), false);
    }

    /** Waits for a service that never comes. */
    public static JarBuilder waiting(String name, String version) {
        return bare(name, version, "Runnable needed", "", "return null;")
                .component("org.example." + name + ".Probe", List.of(MONITOR), false, List.of("java.lang.Runnable"));
    }

    /** Without classes, for jars that are refused before one is needed. */
    public static JarBuilder hollow(String name) {
        return JarBuilder.plugin("org.example." + name, "1.0.0").imports("io.reconsync.api;version=\"[1.0,2)\"");
    }

    public static JarBuilder bare(String name, String version, String parameters, String constructor, String body) {
        return JarBuilder.plugin("org.example." + name, version)
                .imports(
                        "io.reconsync.api;version=\"[1.0,2)\"",
                        "io.reconsync.api.game;version=\"[1.0,2)\"",
                        "io.reconsync.api.runtime;version=\"[1.0,2)\"",
                        "io.reconsync.api.monitor;version=\"[1.0,2)\"")
                .source(
                        "org.example." + name + ".Probe",
                        SOURCE.replace("PARAMETERS", parameters)
                                .replace("CONSTRUCTOR", constructor)
                                .replace("BODY", body)
                                .replace("NAME", name));
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.testkit.framework.JarBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jars that must not be let in, and the beginning of what is said about each. */
final class BrokenJars {
    /** A jar and the sentence that it gets. */
    record Broken(byte[] content, String sentence) {}

    private BrokenJars() {}

    static Map<String, Broken> quick() {
        Map<String, Broken> jars = new LinkedHashMap<>();
        byte[] whole = SamplePlugin.of("whole", "1.0.0").bytes();
        jars.put("empty.jar", new Broken(new byte[0], "empty.jar is empty."));
        jars.put("truncated.jar", broken(Arrays.copyOf(whole, whole.length - 30), "truncated.jar is not a whole jar"));
        byte[] flipped = whole.clone();
        for (int i = 200; i < 260; i++) {
            flipped[i] ^= 0x55;
        }
        jars.put("flipped.jar", broken(flipped, "flipped.jar is not a whole jar"));
        jars.put("text.jar", broken("hello".getBytes(), "text.jar is not a whole jar"));
        jars.put(
                "plain.jar",
                broken(
                        JarBuilder.plugin("x", "1").header("Bundle-SymbolicName", null),
                        "plain.jar is a plain jar and no bundle"));
        jars.put(
                "imports.jar",
                broken(
                        SamplePlugin.hollow("imports").imports("com.example.absent;version=\"[1,2)\""),
                        "imports 1.0.0 needs the package com.example.absent [1,2), which nothing here offers."));
        jars.put(
                "newer.jar",
                broken(
                        JarBuilder.plugin("org.example.newer", "1.2.0")
                                .imports("io.reconsync.api.alert;version=\"[1.4,2)\""),
                        "newer 1.2.0 needs io.reconsync.api.alert [1.4,2), this runtime offers 1.0."));
        jars.put(
                "java21.jar",
                broken(
                        SamplePlugin.hollow("java21")
                                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=21))\""),
                        "java21 1.0.0 needs Java 21; plugins target Java 17."));
        jars.put(
                "core.jar",
                broken(
                        SamplePlugin.hollow("x").header("Bundle-SymbolicName", "io.reconsync.core-host"),
                        "core.jar has the symbolic name io.reconsync.core-host, which belongs to ReconSync itself."));
        jars.put(
                "framework.jar",
                broken(
                        SamplePlugin.hollow("framework").imports("org.osgi.framework"),
                        "framework 1.0.0 uses org.osgi.framework, which is not for plugins."));
        jars.put(
                "contract.jar",
                broken(
                        SamplePlugin.hollow("contracted").imports("io.reconsync.contract.host"),
                        "contracted 1.0.0 uses io.reconsync.contract.host, which is not for plugins."));
        jars.put(
                "embeds.jar",
                broken(
                        SamplePlugin.hollow("embeds").entry("io/reconsync/api/Secret.class", new byte[64]),
                        "embeds.jar carries io.reconsync.api, which has to come from the runtime."));
        jars.put(
                "exports.jar",
                broken(
                        SamplePlugin.hollow("exports").header("Export-Package", "io.reconsync.api.game"),
                        "exports 1.0.0 exports io.reconsync.api.game, which has to come from the runtime."));
        jars.put(
                "dynamic.jar",
                broken(
                        SamplePlugin.hollow("dynamic").header("DynamicImport-Package", "*"),
                        "dynamic 1.0.0 is a fragment or imports packages dynamically"));
        jars.put(
                "document.jar",
                broken(
                        SamplePlugin.hollow("document").header("ReconSync-Games", "games/absent.yaml"),
                        "document 1.0.0 names games/absent.yaml under ReconSync-Games, which is not in the jar."));
        jars.put(
                "throws.jar",
                broken(
                        SamplePlugin.of(
                                "throwing",
                                "1.0.0",
                                "if (true) throw new IllegalStateException(\"no luck\");",
                                "return null;"),
                        "throwing 1.0.0 did not become ready: its component org.example.throwing.Probe failed to"
                                + " activate: IllegalStateException: no luck."));
        jars.put(
                "immediate.jar",
                broken(
                        SamplePlugin.bare(
                                        "immediate",
                                        "1.0.0",
                                        "",
                                        "if (true) throw new Error(\"boom\");",
                                        "return null;")
                                .component("org.example.immediate.Probe", List.of(), true),
                        "immediate 1.0.0 did not become ready: its component org.example.immediate.Probe failed to"
                                + " activate: Error: boom."));
        jars.put(
                "absent.jar",
                broken(
                        SamplePlugin.of("missing", "1.0.0").component("org.example.Nowhere", List.of(), true),
                        "missing 1.0.0 did not become ready: its component org.example.Nowhere "));
        return jars;
    }

    static Map<String, Broken> slow() {
        Map<String, Broken> jars = new LinkedHashMap<>();
        String hang = "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { continue; } }";
        jars.put(
                "waits.jar",
                broken(
                        SamplePlugin.waiting("waits", "1.0.0"),
                        "waits 1.0.0 did not become ready: its component org.example.waits.Probe waits for"
                                + " java.lang.Runnable."));
        jars.put(
                "hangs.jar",
                broken(
                        SamplePlugin.bare("hangs", "1.0.0", "", hang, "return null;")
                                .component("org.example.hangs.Probe", List.of(), true),
                        "hangs 1.0.0 did not finish its start in time"));
        return jars;
    }

    private static Broken broken(JarBuilder jar, String sentence) {
        return new Broken(jar.bytes(), sentence);
    }

    private static Broken broken(byte[] content, String sentence) {
        return new Broken(content, sentence);
    }
}

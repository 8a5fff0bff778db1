// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.yaml;

import io.reconsync.contract.config.ConfigProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with one file. Not thread-safe. */
public final class Problems {
    private static final int MOST = 50;

    private final String file;
    private final List<ConfigProblem> all = new ArrayList<>();

    /** For a file below home. */
    public Problems(String file) {
        this.file = file;
    }

    /** The file. */
    public String file() {
        return file;
    }

    /** Something that makes the file unusable. */
    public void error(Place place, String key, String message, String nextStep) {
        add("error", place, key, "", "", message, nextStep);
    }

    /** As {@link #error(Place, String, String, String)} with what was found (masked) and what is allowed. */
    public void error(Place place, String key, String found, String allowed, String message, String nextStep) {
        add("error", place, key, found, allowed, message, nextStep);
    }

    /** Something that should be looked at. */
    public void warning(Place place, String key, String message, String nextStep) {
        add("warning", place, key, "", "", message, nextStep);
    }

    private void add(
            String severity, Place at, String key, String found, String allowed, String message, String nextStep) {
        if (all.size() < MOST) {
            all.add(new ConfigProblem(
                    severity, file, at.line(), at.column(), key, found, allowed, message, nextStep, Optional.empty()));
        }
    }

    /** Takes over those of another. */
    public void addAll(Problems other) {
        other.all.stream().limit(MOST - all.size()).forEach(all::add);
    }

    /** Whether the file is unusable. */
    public boolean fatal() {
        return all.stream().anyMatch(problem -> problem.severity().equals("error"));
    }

    /** Everything, in the order of the file. */
    public List<ConfigProblem> list() {
        return all.stream()
                .sorted(java.util.Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
                .toList();
    }

    /** As {@link #list}, each with the server concerned. */
    public List<ConfigProblem> list(Optional<String> server) {
        return list().stream()
                .map(p -> new ConfigProblem(
                        p.severity(),
                        p.file(),
                        p.line(),
                        p.column(),
                        p.key(),
                        p.found(),
                        p.allowed(),
                        p.message(),
                        p.nextStep(),
                        server))
                .toList();
    }
}

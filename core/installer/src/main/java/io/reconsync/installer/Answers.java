// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.host.GuardControl;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.host.Plugins.PluginStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What can be said about plugins, in sentences. Thread-safe. */
final class Answers {
    private final LifeBook lives;
    private final Deployer deployer;
    private final Readiness readiness;
    private final GuardControl guard;
    private final Bounded bounded;

    Answers(LifeBook lives, Deployer deployer, Readiness readiness, GuardControl guard, Bounded bounded) {
        this.lives = lives;
        this.deployer = deployer;
        this.readiness = readiness;
        this.guard = guard;
        this.bounded = bounded;
    }

    List<PluginStatus> list() {
        return lives.list();
    }

    PluginStatus get(String name) {
        return list().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private ReconException unknown(String name) {
        String known = list().stream().map(PluginStatus::name).collect(Collectors.joining(", "));
        return new ReconException(
                "plugin-unknown",
                ErrorOwner.USER,
                "There is no plugin called " + name + ".",
                known.isEmpty() ? "Copy its jar into plugins/." : "There are " + known + ".");
    }

    List<String> why(String name) {
        PluginStatus status = get(name);
        LinkedHashSet<String> sentences = new LinkedHashSet<>();
        sentences.add(status.sentence());
        deployer.set().entry(name).ifPresent(entry -> {
            if (!entry.why().isEmpty() && !status.sentence().startsWith(entry.why())) {
                sentences.add("The jar in plugins/" + entry.file() + " was refused: " + entry.why());
            }
            deployer.bundle(entry)
                    .ifPresent(bundle -> readiness
                            .problems(bundle)
                            .forEach(problem -> sentences.add(
                                    entry.name() + " " + entry.version() + " is not complete: " + problem + ".")));
        });
        sentences.addAll(calls(status));
        sentences.addAll(deployer.leftovers(name));
        if (bounded.abandoned() > 0) {
            sentences.add(bounded.abandoned() + " threads of plugins that did not start or stop in time are left"
                    + " behind; they go with the next restart.");
        }
        return List.copyOf(sentences);
    }

    private List<String> calls(PluginStatus status) {
        List<String> sentences = new ArrayList<>();
        if (status.abandonedCalls() > 0) {
            sentences.add(status.abandonedCalls() + " calls into it did not come back in time and were abandoned; at 3"
                    + " it goes into quarantine.");
        }
        guard.lastFailure(status.name()).ifPresent(text -> sentences.add("Its last failure: " + text));
        List<String> offers = guard.offers(status.name());
        if (!offers.isEmpty()) {
            sentences.add("It offers: " + String.join(", ", offers) + ".");
        } else if (status.life() == Life.READY) {
            sentences.add("It offers no services.");
        }
        return sentences;
    }
}

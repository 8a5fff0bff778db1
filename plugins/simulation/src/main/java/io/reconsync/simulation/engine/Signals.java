// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import java.util.Locale;
import sun.misc.Signal;

/** What SIGINT and SIGTERM do. A second SIGINT during the last save ends the process in the middle of it. */
final class Signals {
    private Signals() {}

    static void install(Simulation simulation) {
        handle(simulation, "INT", 130, simulation.game().onInterrupt());
        handle(simulation, "TERM", 143, simulation.game().onTerminate());
    }

    private static void handle(Simulation simulation, String name, int code, Game.SignalAnswer usual) {
        String chosen = simulation.options().flag(name.toLowerCase(Locale.ROOT), usual.name());
        Game.SignalAnswer answer = Game.SignalAnswer.valueOf(chosen.toUpperCase(Locale.ROOT));
        try {
            Signal.handle(new Signal(name), signal -> {
                simulation.ledger().write("signal", "name", name);
                if (simulation.stopping() && name.equals("INT")) {
                    simulation.ledger().write("exit", "code", code, "saving", simulation.saving());
                    Runtime.getRuntime().halt(code);
                } else if (answer == Game.SignalAnswer.SAVE) {
                    simulation.stop("SIG" + name, true, 0);
                } else if (answer == Game.SignalAnswer.EXIT) {
                    simulation.stop("SIG" + name, false, code);
                }
            });
        } catch (IllegalArgumentException taken) {
            simulation.ledger().write("signal-not-handled", "name", name, "why", taken.getMessage());
        }
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import io.reconsync.simulation.discord.world.Json;
import java.io.IOException;

/** Discord as a process: prints its addresses as one line of JSON and runs until it is killed. */
public final class Main {
    private static final int USAGE = 64;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println("usage: [--token TEXT] [--rest-port N] [--gateway-port N] [--parent PID]");
            System.exit(USAGE);
            return;
        }
        DiscordSimulator simulator = DiscordSimulator.start(options);
        System.out.println(Json.object()
                .put("rest", simulator.rest().toString())
                .put("gateway", simulator.gateway().toString())
                .put("control", simulator.control().toString())
                .put("token", simulator.token())
                .put("pid", ProcessHandle.current().pid()));
        System.out.flush();
        if (options.parent() != 0) {
            ProcessHandle.of(options.parent())
                    .ifPresent(parent -> parent.onExit().join());
            System.exit(0);
        }
        Thread.currentThread().join();
    }
}

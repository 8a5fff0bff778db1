// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code try} without a terminal: everything runs until a signal ends it, the sandbox too. */
class TryTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void theSandboxRunsCrashesComesBackAndGoesWithUs() throws Exception {
        try (Product product = Product.unpack("standalone")) {
            Process instance = product.start("try");
            product.await(LIMIT, TryTest::running, "server", "show", "sandbox", "--json");
            Ran players = product.run("sandbox", "players", "sandbox", "--json");
            assertEquals(0, players.exit(), players::toString);
            String first = String.valueOf(
                    Ran.find(product.run("server", "show", "sandbox", "--json").json(), "pid"));

            Ran crash = product.run("sandbox", "crash", "sandbox", "--json");
            assertEquals(0, crash.exit(), crash::toString);
            product.await(
                    LIMIT,
                    ran -> running(ran) && !first.equals(String.valueOf(Ran.find(ran.json(), "pid"))),
                    "server",
                    "show",
                    "sandbox",
                    "--json");

            instance.destroy();
            assertTrue(instance.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "try does not end");
            assertEquals(List.of(), product.processes(), "something still runs");
        }
    }

    @Test
    void linesThatArePipedInAreCarriedOutAndThenItEnds() throws Exception {
        try (Product product = Product.unpack("standalone")) {
            Ran ran = product.reading("backup now sandbox --wait\nbackup list sandbox\n")
                    .run("try");
            assertEquals(0, ran.exit(), ran::toString);
            assertTrue(ran.out().contains("Backed up sandbox"), ran::toString);
            assertEquals(List.of(), product.processes(), "something still runs");
            Ran failed = product.reading("status\nbackup verify sandbox nosuch --wait\n")
                    .run("try");
            assertEquals(1, failed.exit(), failed::toString);
        }
    }

    private static boolean running(Ran ran) {
        return ran.exit() == 0 && "running".equals(Ran.find(ran.json(), "state"));
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Commands from standard input; replies go to the log. The end of the input means nothing. */
final class StdinConsole {
    private final InputStream in;
    private final Console console;
    private final GameLog log;

    StdinConsole(InputStream in, Console console, GameLog log) {
        this.in = in;
        this.console = console;
        this.log = log;
    }

    void begin() {
        Thread thread = new Thread(this::read, "stdin");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                for (String reply : console.run(line).split("\n")) {
                    log.line("[console] " + reply);
                }
            }
        } catch (IOException e) {
            log.line("[console] standard input ended: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

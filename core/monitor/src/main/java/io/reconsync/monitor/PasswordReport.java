// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.monitor.Finding;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import io.reconsync.api.runtime.Severity;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A console that refuses our password: said once, until it lets us in. Thread-safe, one call per server at a time. */
record PasswordReport(IncidentDesk desk, EventSink events, Clock clock) {
    static final String CODE = "console-password-wrong";

    /** Whether this finding is a refused password. */
    static boolean refused(Finding console) {
        return console != null && CODE.equals(console.evidence().get("code"));
    }

    void looked(String server, Map<String, Finding> findings) {
        Finding console = findings.get("console");
        if (console == null) {
            return;
        }
        String cause = "console/" + server;
        Optional<String> about = Optional.of(server);
        if (refused(console)) {
            if (!desk.open(cause)) {
                String text = console.explanation() + " Correct console.password in the file of " + server
                        + "; until then nothing can be sent to it, and a backup cannot ask it to save.";
                events.emit(new Event(clock.instant(), CODE, Severity.WARNING, about, text, Map.of()));
                desk.fire(cause, Severity.WARNING, about, "The console of " + server + " refuses the password", text);
            }
        } else if (console.status() == Finding.Status.OK && desk.open(cause)) {
            desk.resolve(cause, about, "The console lets us in again.");
        }
    }
}

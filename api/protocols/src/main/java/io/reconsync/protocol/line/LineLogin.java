// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.line;

import io.reconsync.api.Deadline;
import io.reconsync.api.Secret;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.StreamWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gets past the password prompt and the greeting. Sends the password at most once. */
final class LineLogin {
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration SETTLED = Duration.ofMillis(150);
    private static final Duration MOST_SETTLING = Duration.ofSeconds(1);

    private final StreamWire wire;
    private final Faults faults;
    private final LineOptions options;
    private final LineFeed feed;
    private final byte[] buffer = new byte[4096];
    private boolean sent;

    LineLogin(StreamWire wire, Faults faults, LineOptions options, LineFeed feed) {
        this.wire = wire;
        this.faults = faults;
        this.options = options;
        this.feed = feed;
    }

    void run(Secret password, Deadline deadline) {
        int total = 0;
        boolean in = false;
        while (!in) {
            boolean silenceWillDo = options.ok().isEmpty() && (sent || password.isEmpty());
            Deadline wait = silenceWillDo ? deadline.atMost(options.idle()) : deadline;
            int count = wire.read(buffer, 0, buffer.length, wait.remaining());
            if (count < 0) {
                throw faults.closedAtLogin();
            }
            total += count;
            if (total > MOST_BYTES) {
                throw faults.malformed("it sends more than 256 KiB before the login is done");
            }
            if (count == 0 && deadline.expired()) {
                throw faults.timeout(sent ? "the answer to the password" : "the password prompt or the greeting");
            }
            in = count == 0 ? silenceWillDo && wait.expired() : understood(count, password, deadline);
        }
        settle(deadline);
    }

    private boolean understood(int count, Secret password, Deadline deadline) {
        List<String> texts = new ArrayList<>();
        feed.take(buffer, count, texts::add);
        texts.add(feed.partial());
        for (String text : texts) {
            if (options.fail().matches(text)) {
                throw faults.wrongPassword();
            }
            if (options.ok().isPresent() && options.ok().get().matches(text)) {
                return true;
            }
            if (options.passwordPrompt().matches(text)) {
                if (sent || password.isEmpty()) {
                    throw sent ? faults.wrongPassword() : faults.passwordMissing();
                }
                sent = true;
                feed.dropPartial();
                wire.write((password.reveal() + options.lineEnd()).getBytes(StandardCharsets.UTF_8), deadline);
            }
        }
        return false;
    }

    /** The rest of the greeting is not the reply to the first command. */
    private void settle(Deadline deadline) {
        Deadline end = deadline.atMost(MOST_SETTLING);
        while (!end.expired()) {
            int count = wire.read(buffer, 0, buffer.length, end.atMost(SETTLED).remaining());
            if (count <= 0) {
                return;
            }
            feed.take(buffer, count, greeting -> {});
        }
    }
}

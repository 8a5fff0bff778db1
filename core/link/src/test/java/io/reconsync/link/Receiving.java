// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link;

import io.reconsync.api.Deadline;
import io.reconsync.config.json.JacksonJson;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.transport.Channel;
import io.reconsync.link.transport.Dialer;
import io.reconsync.link.transport.Receiver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody who only hears why not. */
final class Receiving implements Receiver {
    private final Frames frames = new Frames(new JacksonJson());
    private final AtomicReference<Frame> refused = new AtomicReference<>();

    Receiving(Dialer line) {
        line.dial(this, Deadline.after(Duration.ofSeconds(60)));
    }

    @Override
    public void opened(Channel channel) {
        // Hears only.
    }

    @Override
    public void text(String text, Runnable next) {
        Frame frame = frames.read(text);
        if (frame.type().equals("refused")) {
            refused.set(frame);
        }
        next.run();
    }

    @Override
    public void closed(String why) {
        // The reason came before.
    }

    String refused() {
        Eventually.holds(() -> "not refused", () -> refused.get() != null);
        return refused.get().body().body("error").text("code", 64);
    }
}

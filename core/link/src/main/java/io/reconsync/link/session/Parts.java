// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Answers too long for one frame, put together from parts. The sender sends as many parts as it has credit for; each part
 * taken gives credit for one more. Thread-safe.
 */
public final class Parts {
    /** How many parts may be under way. */
    public static final int CREDIT = 4;

    /** Characters in a part. */
    public static final int LENGTH = 60_000;

    private static final int LONGEST = 20_000_000;

    private final Consumer<Frame> sender;
    private final Consumer<Body> whole;
    private final Map<String, StringBuilder> begun = new ConcurrentHashMap<>();
    private final Frames frames;

    /** {@code whole} takes what came together. */
    public Parts(Frames frames, Consumer<Frame> sender, Consumer<Body> whole) {
        this.frames = frames;
        this.sender = sender;
        this.whole = whole;
    }

    /** Parts of this answer are welcome. */
    public void expect(String id) {
        begun.put(id, new StringBuilder());
    }

    /** They are not any more. */
    public void forget(String id) {
        begun.remove(id);
    }

    /** A part came in. */
    public void part(Body part) {
        String id = part.text("id", 64);
        StringBuilder text = begun.get(id);
        if (text == null) {
            sender.accept(Frame.of("enough", "id", id));
            return;
        }
        text.append(part.text("text", LENGTH));
        if (text.length() > LONGEST) {
            begun.remove(id);
            sender.accept(Frame.of("enough", "id", id));
        } else if (part.flag("last")) {
            begun.remove(id);
            whole.accept(frames.object(text.toString()));
        } else {
            sender.accept(Frame.of("credit", "id", id, "parts", 1L));
        }
    }
}

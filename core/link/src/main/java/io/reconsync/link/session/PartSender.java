// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import java.util.function.Consumer;

/** One long answer on its way out; the other side of {@link Parts}. Thread-safe. */
public final class PartSender {
    private final String id;
    private final String text;
    private final Consumer<Frame> sender;
    private int at;
    private int credit = Parts.CREDIT;

    public PartSender(String id, String text, Consumer<Frame> sender) {
        this.id = id;
        this.text = text;
        this.sender = sender;
    }

    /** Sends as much as there is credit for; true when all of it is out. */
    public synchronized boolean go() {
        while (credit > 0 && at < text.length()) {
            int end = Math.min(text.length(), at + Parts.LENGTH);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            sender.accept(new Frame(
                    "part", 0, Body.of("id", id, "text", text.substring(at, end), "last", end == text.length())));
            at = end;
            credit--;
        }
        return at == text.length();
    }

    /** The other side took some. */
    public synchronized boolean more(long parts) {
        credit += (int) Math.min(Parts.CREDIT, parts);
        return go();
    }
}

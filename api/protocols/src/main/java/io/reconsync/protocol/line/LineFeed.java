// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.line;

import io.reconsync.protocol.net.LenientText;
import java.util.function.Consumer;

/**
 * Cuts the stream into lines and takes out what is not text: telnet commands (IAC), NULs and carriage returns. Of a
 * longer line the first 16 KiB are kept.
 */
final class LineFeed {
    private static final int LONGEST = 16 * 1024;
    private static final int IAC = 0xff;
    private static final int FIRST_COMMAND = 0xf0;
    private static final int SUB_END = 0xf0;
    private static final int SUB = 0xfa;
    private static final int WILL = 0xfb;

    private enum State {
        TEXT,
        COMMAND,
        OPTION,
        SUB,
        SUB_COMMAND
    }

    private final byte[] line = new byte[LONGEST];
    private int kept;
    private State state = State.TEXT;

    void take(byte[] bytes, int count, Consumer<String> lines) {
        for (int i = 0; i < count; i++) {
            int b = bytes[i] & 0xff;
            switch (state) {
                case TEXT -> text(b, lines);
                case COMMAND -> command(b, lines);
                case OPTION -> state = State.TEXT;
                case SUB -> state = b == IAC ? State.SUB_COMMAND : State.SUB;
                case SUB_COMMAND -> state = b == SUB_END ? State.TEXT : State.SUB;
            }
        }
    }

    /** A server that does not speak telnet may send a stray 0xFF: only a real command byte after it is taken out. */
    private void command(int b, Consumer<String> lines) {
        state = State.TEXT;
        if (b == SUB) {
            state = State.SUB;
        } else if (b >= WILL && b < IAC) {
            state = State.OPTION;
        } else if (b < FIRST_COMMAND) {
            text(b, lines);
        }
    }

    private void text(int b, Consumer<String> lines) {
        if (b == IAC) {
            state = State.COMMAND;
        } else if (b == '\n') {
            String complete = partial();
            kept = 0;
            lines.accept(complete);
        } else if (b != 0 && b != '\r' && kept < LONGEST) {
            line[kept++] = (byte) b;
        }
    }

    /** What there is of an unfinished line: prompts have no end. */
    String partial() {
        return LenientText.decode(line, 0, kept);
    }

    void dropPartial() {
        kept = 0;
    }
}

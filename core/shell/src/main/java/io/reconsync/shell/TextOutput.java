// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Hands on whole lines, and at a close the rest, without colours; a character's bytes are never torn apart. Thread-safe.
 */
final class TextOutput extends OutputStream {
    private static final int LONGEST = 64 << 10;
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*[mK]");

    private final Consumer<String> lines;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

    TextOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
        buffer.write(b);
        if (b == '\n' || buffer.size() >= LONGEST) {
            emit();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            write(bytes[offset + i]);
        }
    }

    private void emit() {
        if (buffer.size() > 0) {
            lines.accept(
                    COLOURS.matcher(buffer.toString(StandardCharsets.UTF_8)).replaceAll(""));
            buffer.reset();
        }
    }

    @Override
    public synchronized void close() {
        emit();
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A peer written down: what it sends after each write, separated by {@code ;}, in chunks separated by {@code |}; the
 * word {@code EOF} ends the stream. Chunks before the first {@code ;} need no write. After the last one: silence.
 */
public final class FakeStream implements StreamWire {
    private static final byte[] END = {};

    private final FakeTime time;
    private final Deque<List<byte[]>> answers = new ArrayDeque<>();
    private final Deque<byte[]> coming = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private boolean closed;

    public FakeStream(FakeTime time, String written) {
        this.time = time;
        for (String answer : written.split(";", -1)) {
            answers.add(chunks(answer));
        }
        coming.addAll(answers.remove());
    }

    public FakeStream(FakeTime time, List<byte[]> answers) {
        this.time = time;
        answers.forEach(answer -> this.answers.add(List.of(answer)));
    }

    private static List<byte[]> chunks(String answer) {
        List<byte[]> chunks = new ArrayList<>();
        for (String chunk : answer.split("\\|", -1)) {
            if (chunk.strip().equals("EOF")) {
                chunks.add(END);
            } else if (!chunk.isBlank()) {
                chunks.add(Hex.bytes(chunk));
            }
        }
        return chunks;
    }

    @Override
    public void write(byte[] bytes, Deadline deadline) {
        sent.add(Hex.text(bytes));
        if (!answers.isEmpty()) {
            coming.addAll(answers.remove());
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration limit) {
        if (closed || coming.peek() == END) {
            return -1;
        }
        if (coming.isEmpty() || coming.peek().length == 0) {
            coming.poll();
            if (!limit.isZero()) {
                time.pass(limit);
            }
            return 0;
        }
        byte[] chunk = coming.remove();
        int count = Math.min(length, chunk.length);
        System.arraycopy(chunk, 0, into, offset, count);
        if (count < chunk.length) {
            coming.addFirst(java.util.Arrays.copyOfRange(chunk, count, chunk.length));
        }
        return count;
    }

    public List<String> sent() {
        return sent;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.Pace;
import io.reconsync.simulation.world.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Passes bytes on in steps of 64 KiB spread over a time; may fail or silently lose everything from the middle on. */
public final class PacedOutput extends OutputStream {
    private static final int STEP = 1 << 16;
    private final OutputStream out;
    private final long size;
    private final long begin = System.nanoTime();
    private final long nanos;
    private final Faults.NextSave fault;
    private final Step step;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[STEP];
    private int filled;
    private long written;

    PacedOutput(OutputStream out, long size, long nanos, Faults.NextSave fault, Step step) {
        this.out = out;
        this.size = Math.max(1, size);
        this.nanos = nanos;
        this.fault = fault;
        this.step = step;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Called before each step. */
    @FunctionalInterface
    interface Step {
        void next(int bytes) throws IOException, InterruptedException;
    }

    /** The writing thread was interrupted between two steps. */
    static final class Interrupted extends IOException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("the save was interrupted");
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, STEP - filled);
            System.arraycopy(bytes, offset + done, buffer, filled, count);
            filled += count;
            done += count;
            if (filled == STEP) {
                drain();
            }
        }
    }

    @Override
    public void flush() throws IOException {
        if (filled > 0) {
            drain();
        }
        out.flush();
    }

    private void drain() throws IOException {
        try {
            step.next(filled);
            Pace.until(begin + (long) (nanos * ((double) written / size)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
        boolean second = written >= size / 2;
        if (second && fault == Faults.NextSave.FAIL) {
            throw new IOException("Input/output error");
        }
        if (!second || fault != Faults.NextSave.TEAR) {
            out.write(buffer, 0, filled);
        }
        digest.update(buffer, 0, filled);
        written += filled;
        filled = 0;
    }

    /** Of all bytes so far; call once, after the last. */
    public String sha256() {
        return Sha256.hex(digest.digest());
    }

    @Override
    public void close() {
        filled = 0;
    }
}

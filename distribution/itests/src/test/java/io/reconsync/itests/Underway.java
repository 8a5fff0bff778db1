// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import io.reconsync.contract.control.ControlFrame;
import io.reconsync.contract.control.ControlMessage;
import io.reconsync.contract.control.ControlSocket;
import io.reconsync.contract.control.SocketStreams;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of the instance that is waited for, and the steps of its job as the instance tells them, at the moment when
 * each begins. Speaks to the control socket itself: a program of its own would come too late.
 */
final class Underway implements AutoCloseable {
    private static final Pattern STEP = Pattern.compile("^\\S+(?: {2}\\d+ %)? {2}([a-z-]+): ");

    /** A step, and when it began ({@code System.nanoTime()}). */
    record Begun(String step, long at) {}

    private final SocketChannel channel;
    private final List<Begun> steps = new ArrayList<>();
    private final Thread reader;
    private Optional<Long> over = Optional.empty();

    private Underway(SocketChannel channel) {
        this.channel = channel;
        this.reader = new Thread(this::read, "underway");
    }

    static Underway of(Installation product, String... words) throws IOException {
        Path socket = ControlSocket.of(new Home(product.home));
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        ControlMessage run = ControlMessage.of("run", "words", List.of(words), "person", true, "width", 0L);
        ControlFrame.write(SocketStreams.out(channel), run.json());
        Underway underway = new Underway(channel);
        underway.reader.setDaemon(true);
        underway.reader.start();
        return underway;
    }

    private void read() {
        try {
            Optional<String> frame = ControlFrame.read(SocketStreams.in(channel));
            while (frame.isPresent()) {
                hear(ControlMessage.parse(frame.get()));
                frame = ControlFrame.read(SocketStreams.in(channel));
            }
        } catch (IOException e) {
            // it was killed, which is what this is for
        } finally {
            end(-1);
        }
    }

    private void hear(ControlMessage message) {
        if (message.type().equals("end")) {
            end(message.number("exit", -1));
        }
        Matcher step = STEP.matcher(message.text("text").orElse(""));
        if (message.type().equals("progress") && step.find()) {
            begun(step.group(1));
        }
    }

    private synchronized void begun(String step) {
        if (steps.isEmpty() || !steps.get(steps.size() - 1).step().equals(step)) {
            steps.add(new Begun(step, System.nanoTime()));
            notifyAll();
        }
    }

    private synchronized void end(long exit) {
        over = over.isPresent() ? over : Optional.of(exit);
        notifyAll();
    }

    /** Waits until a step has begun; false when the command ended without it. */
    synchronized boolean reaches(String step) throws InterruptedException {
        long end = System.nanoTime() + Until.GENEROUS.toNanos();
        while (over.isEmpty() && steps.stream().noneMatch(begun -> begun.step().equals(step))) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no step '" + step + "'; seen: " + steps);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return over.isEmpty();
    }

    /** Waits for the end: how long each step took, in nanoseconds, in the order in which they began. */
    synchronized Map<String, Long> lengths() throws InterruptedException {
        long end = System.nanoTime() + 2 * Until.GENEROUS.toNanos();
        while (over.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no end; seen: " + steps);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (over.get() != 0) {
            throw new AssertionError("exit code " + over.get() + "; seen: " + steps);
        }
        Map<String, Long> lengths = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            long next = i + 1 < steps.size() ? steps.get(i + 1).at() : System.nanoTime();
            lengths.merge(steps.get(i).step(), next - steps.get(i).at(), Long::sum);
        }
        return lengths;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

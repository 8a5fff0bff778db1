// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.fake;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.ConsoleSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** A console that answers from a function and remembers what it was sent. Thread-safe. */
public final class FakeConsole implements ConsoleSession {
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile Function<String, String> replies;
    private volatile Consumer<String> listener = line -> {};

    FakeConsole() {}

    void answer(Function<String, String> given) {
        replies = given;
    }

    boolean answers() {
        return replies != null;
    }

    /** The commands so far. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Lets a line arrive that nobody asked for. */
    public void line(String line) {
        listener.accept(line);
    }

    @Override
    public String send(String command, Deadline deadline) {
        deadline.check("waiting for the console's reply");
        commands.add(command);
        return replies.apply(command);
    }

    @Override
    public void onLine(Consumer<String> given) {
        listener = given;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // Shared by core: callers do not close it.
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;

/** All events that JDA made of what it was told. */
final class Heard implements EventListener {
    private static final long PATIENCE_SECONDS = 90;
    private final List<GenericEvent> events = new ArrayList<>();

    @Override
    public synchronized void onEvent(GenericEvent event) {
        events.add(event);
        notifyAll();
    }

    synchronized long count(Class<? extends GenericEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    /** Waits for the n-th event of a type. */
    <T extends GenericEvent> T await(Class<T> type, int number) throws InterruptedException {
        return await(type, number, event -> true);
    }

    synchronized <T extends GenericEvent> T await(Class<T> type, int number, Predicate<T> such)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            List<T> found = events.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(such)
                    .toList();
            if (found.size() >= number) {
                return found.get(number - 1);
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                fail("no " + type.getSimpleName() + " number " + number + " among "
                        + events.stream().map(e -> e.getClass().getSimpleName()).toList());
            }
            wait(left);
        }
    }
}

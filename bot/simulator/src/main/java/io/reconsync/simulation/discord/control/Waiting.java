// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import io.reconsync.simulation.discord.world.Interaction;
import io.reconsync.simulation.discord.world.World;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits in real time until something is so. Called with the world's lock held, which is free meanwhile. */
final class Waiting {
    private final World world;

    Waiting(World world) {
        this.world = world;
    }

    /** @param until {@code none}, {@code acknowledged}, {@code answered}, {@code contains:TEXT} or {@code followups:N} */
    void until(Interaction interaction, String until, Duration deadline) {
        String[] words = until.split(":", 2);
        BooleanSupplier so = switch (words[0]) {
            case "none" -> () -> true;
            case "acknowledged" -> () -> interaction.acknowledged() != 0;
            case "answered" -> interaction::answered;
            case "contains" -> () -> interaction.contains(words[1]);
            case "followups" -> () -> interaction.followups().size() >= Integer.parseInt(words[1]);
            default -> throw new Refused(400, "no such state to wait for: " + until);
        };
        until(so, deadline, "interaction " + interaction.id() + " is not " + until);
    }

    void until(BooleanSupplier so, Duration deadline, String otherwise) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!so.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new Refused(504, otherwise + " within " + deadline.toMillis() + " ms");
            }
            try {
                world.wait(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Refused(504, otherwise + ": interrupted");
            }
        }
    }
}

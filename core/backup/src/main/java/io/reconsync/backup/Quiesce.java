// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile.SavePart;
import io.reconsync.api.game.GameProfile.Step;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import io.reconsync.contract.values.Closing;
import io.reconsync.contract.values.DurationText;
import io.reconsync.protocol.log.LinePattern;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a running game to save and waits for a sign, newer than the asking, that it has. */
final class Quiesce {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration SLICE = Duration.ofMillis(500);

    private final Server server;
    private final Servers servers;
    private final SavePart save;
    private final JobRun run;

    Quiesce(Server server, Servers servers, SavePart save, JobRun run) {
        this.server = server;
        this.servers = servers;
        this.save = save;
        this.run = run;
    }

    Saved ask() throws InterruptedException {
        CountDownLatch event = new CountDownLatch(1);
        Server.LogPosition mark = server.mark();
        AutoCloseable listening = servers.onGameEvent((from, what) -> {
            if (from.id().equals(server.id()) && what instanceof GameEvent.SaveFinished) {
                event.countDown();
            }
        });
        try {
            return ask(mark, event);
        } finally {
            Closing.quietly(listening);
        }
    }

    private Saved ask(Server.LogPosition mark, CountDownLatch event) throws InterruptedException {
        if (save.before().isEmpty()) {
            return save.awaits().isZero()
                    ? new Saved(false, "This game cannot be asked to save.")
                    : await(mark, event, save.awaits(), "The game did not save of its own accord");
        }
        String reply = "";
        try {
            for (Step step : save.before()) {
                run.check();
                Duration limit = step.limit().compareTo(STEP) > 0 ? step.limit() : save.timeout();
                reply = server.perform(step, run.deadline().atMost(limit));
            }
        } catch (ReconException e) {
            run.check();
            return new Saved(false, "The game could not be asked to save: " + e.getMessage());
        }
        if (save.reply().isPresent()) {
            LinePattern pattern = LinePattern.compile(
                    "save.reply of " + server.game(), save.reply().get());
            if (reply.lines().anyMatch(pattern::matches)) {
                return new Saved(true, "The game answered that it has saved.");
            }
        }
        return await(mark, event, save.timeout(), "The game did not say that it has saved");
    }

    private Saved await(Server.LogPosition mark, CountDownLatch event, Duration limit, String otherwise)
            throws InterruptedException {
        Deadline until = run.deadline().atMost(limit);
        while (!until.expired()) {
            run.check();
            if (event.getCount() == 0) {
                return new Saved(true, "The game reported a finished save.");
            }
            Duration slice = until.remaining().compareTo(SLICE) < 0 ? until.remaining() : SLICE;
            if (save.finished().isEmpty()) {
                event.await(slice.toMillis() + 1, TimeUnit.MILLISECONDS);
                continue;
            }
            Optional<String> line = server.awaitLine(mark, save.finished().get(), slice);
            if (line.isPresent()) {
                return new Saved(true, "The game's log said: " + cut(line.get()));
            }
        }
        return new Saved(false, otherwise + " within " + DurationText.format(limit) + ".");
    }

    private static String cut(String line) {
        return line.length() <= 120 ? line : line.substring(0, 120) + "…";
    }
}

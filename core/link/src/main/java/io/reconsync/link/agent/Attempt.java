// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.link.frame.Body;
import io.reconsync.link.identity.AgentKey;
import io.reconsync.link.identity.Token;
import io.reconsync.link.session.Connection;
import io.reconsync.link.session.Session;
import io.reconsync.link.session.Throttle;
import io.reconsync.link.store.Streams;
import io.reconsync.link.transport.Dialer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the bot, from dialling to its end. */
final class Attempt implements Admission.Next {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Own own;
    private final AgentKey key;
    private final Optional<Token> token;
    private final Consumer<BotSession> online;
    private final CompletableFuture<Body> enrolled = new CompletableFuture<>();
    private final CompletableFuture<String> over = new CompletableFuture<>();
    private volatile ReconException refusal;
    private volatile Connection connection;
    private Streams.Place theirs;
    private long botEpoch;
    private Duration beat;
    private Map<String, Object> told;

    /** {@code online} hears when the session stands. */
    Attempt(Own own, AgentKey key, Optional<Token> token, Consumer<BotSession> online) {
        this.own = own;
        this.key = key;
        this.token = token;
        this.online = online;
    }

    /** Dials and stays until the connection ends; why it did. */
    String stay(Dialer dialer) throws InterruptedException {
        ScheduledFuture<?> ticking = dial(dialer, Deadline.after(Duration.ofSeconds(30)));
        try {
            String why = over.get();
            if (refusal != null) {
                throw refusal;
            }
            return why;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            ticking.cancel(false);
        }
    }

    /** Dials and enrols; what the bot said to it. */
    Body enrol(Dialer dialer, Deadline deadline) {
        ScheduledFuture<?> ticking = dial(dialer, deadline);
        try {
            return enrolled.get(deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ReconException known ? known : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw silent(dialer, "did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent(dialer, "was not waited for");
        } finally {
            ticking.cancel(false);
            end("The enrolment is over.");
        }
    }

    private static ReconException silent(Dialer dialer, String what) {
        return new ReconException(
                "enrol-silent",
                ErrorOwner.REMOTE,
                "The bot at " + dialer.address() + " " + what + ".",
                "Look whether it runs, and try again; the token is still good if it was not used.");
    }

    private ScheduledFuture<?> dial(Dialer dialer, Deadline deadline) {
        Streams.Place in = own.streams().in(Runs.BOT);
        Admission.Self self = new Admission.Self(
                own.book().get(BotBook.AGENT),
                own.name().get(),
                own.version(),
                own.boot(),
                own.book().get(BotBook.LEASE),
                in.epoch(),
                in.seq());
        connection = new Connection(
                own.frames(),
                own.threads().pool(),
                own.nanos(),
                new Throttle(own.threads().timer(), own.nanos(), Own.FRAMES_PER_SECOND),
                gone -> {},
                made -> new Admission(made, self, key, token, this));
        dialer.dial(connection, deadline);
        return own.threads().timer().scheduleWithFixedDelay(connection::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** Ends it; no effect on one that has ended. */
    void end(String why) {
        Connection open = connection;
        if (open != null) {
            open.close(why);
        }
    }

    @Override
    public void enrolled(Body body) {
        enrolled.complete(body);
    }

    @Override
    public Body welcome(Body welcome) {
        String lease = welcome.text("lease", 64);
        own.book().put(BotBook.LEASE, lease);
        own.book().put(BotBook.NAME, welcome.text("name", 100));
        own.ahead().set(welcome.number("time", 0, Long.MAX_VALUE) - own.clock().millis());
        beat = Duration.ofMillis(welcome.number("beat_ms", 100, 600_000));
        botEpoch = welcome.number("epoch", 1, Long.MAX_VALUE);
        own.streams().begins(Runs.BOT, botEpoch);
        Streams.Place out = own.streams().out(Runs.BOT);
        Streams.Place known = new Streams.Place(
                welcome.number("in_epoch", 0, Long.MAX_VALUE), welcome.number("in_seq", 0, Long.MAX_VALUE));
        if (known.epoch() == out.epoch() && known.seq() > out.seq()) {
            // The bot has more of us than we know: our store is an old copy.
            out = own.streams().renew(Runs.BOT);
        }
        theirs = known.epoch() == out.epoch() ? known : new Streams.Place(out.epoch(), 0);
        told = own.announcer().all();
        List<String> orders = own.runs().open().stream().map(Runs.Run::id).toList();
        return Body.of("lease", lease, "epoch", out.epoch(), "state", told, "orders", orders);
    }

    @Override
    public void reconciled(Body reconciled) {
        BotSession end = new BotSession(
                own.runner(), own.runs(), own.announcer(), own.frames(), own.commands(), told, this::closed);
        Session session = new Session(connection, Runs.BOT, own.streams(), end, botEpoch, beat);
        end.of(session);
        connection.stage(session);
        reconciled
                .map("refused", 500, 500)
                .forEach((server, why) -> LOG.warn("The bot refuses the server {}: {}", server, why));
        session.begin(theirs.seq());
        online.accept(end);
    }

    @Override
    public void refused(ReconException why) {
        refusal = why;
        enrolled.completeExceptionally(why);
        end(why.getMessage());
    }

    @Override
    public void closed(String why) {
        enrolled.completeExceptionally(
                new ReconException("enrol-closed", ErrorOwner.REMOTE, "The bot hung up: " + why, "Try again."));
        over.complete(why);
    }
}

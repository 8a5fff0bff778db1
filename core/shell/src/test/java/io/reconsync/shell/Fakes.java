// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.runtime.SecretMasks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A registry and a queue that do what a test says. */
final class Fakes {
    static final Actor ME = new Actor("me", Tier.OWNER, Surface.SHELL);

    private Fakes() {}

    static <T> Offered<T> offered(T service) {
        return new Offered<>() {
            @Override
            public Optional<T> now() {
                return Optional.ofNullable(service);
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    static SecretMasks masks() {
        return new SecretMasks() {
            @Override
            public void add(Secret secret) {
                throw new UnsupportedOperationException();
            }

            @Override
            public String mask(String text) {
                return text.replace("s3cret", "***");
            }
        };
    }

    /** {@code echo …}, {@code fail}, {@code bug}, {@code block}, {@code job}. */
    static final class Registry implements Commands {
        final CountDownLatch blocked = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public List<Entry> list() {
            return List.of();
        }

        @Override
        public Result run(List<String> words, Actor actor, Deadline deadline) {
            return switch (words.get(0)) {
                case "echo" -> new Result(Reply.text(String.join(" ", words)), 5, "text");
                case "job" ->
                    new Result(
                            new Reply(List.of(new Reply.Text("queued")), Optional.of("j1"), Map.of("id", "j1")),
                            0,
                            "job");
                case "block" -> block();
                case "confirm" ->
                    throw new ReconException("confirm", ErrorOwner.USER, "It would go.", "Repeat it with --yes.");
                case "bug" -> throw new IllegalStateException("a bug");
                default -> throw new ReconException("denied", ErrorOwner.USER, "No s3cret.", "Ask.");
            };
        }

        private Result block() {
            blocked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new ReconException("interrupted", ErrorOwner.USER, "Interrupted.", "");
        }

        @Override
        public List<String> complete(List<String> words, Actor actor) {
            return List.of("echo", "fail");
        }

        @Override
        public Reply help(List<String> words) {
            if (words.size() > 1) {
                throw new ReconException("command-unknown", ErrorOwner.USER, "Unknown.", "See help.");
            }
            return Reply.text("help for " + words);
        }

        @Override
        public AutoCloseable onChange(Runnable listener) {
            return () -> {};
        }

        @Override
        public Map<String, List<String>> facts(Optional<String> source) {
            return Map.of();
        }
    }

    /** One job, {@code j1}, whose state a test sets. */
    static final class Queue implements Jobs {
        final List<Consumer<Job>> listeners = new CopyOnWriteArrayList<>();
        volatile Job job = job(Job.State.RUNNING, 0.25, "copying");

        static Job job(Job.State state, double progress, String text) {
            JobRequest request = JobRequest.of("backup", "ark", Map.of(), ME);
            Optional<Job.Failure> error = state == Job.State.FAILED
                    ? Optional.of(new Job.Failure("disk-full", "host", "The disk is full.", "Make room."))
                    : Optional.empty();
            return new Job(
                    "j1",
                    request,
                    state,
                    "read",
                    progress,
                    text,
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    error,
                    Map.of());
        }

        void become(Job next) {
            job = next;
            listeners.forEach(listener -> listener.accept(next));
        }

        @Override
        public Job submit(JobRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> find(String id) {
            return id.equals("j1") ? Optional.of(job) : Optional.empty();
        }

        @Override
        public List<Job> list(Optional<String> server, boolean onlyOpen, int limit) {
            return List.of(job);
        }

        @Override
        public Job cancel(String id, Actor actor) {
            throw new AssertionError("Nobody may cancel the job of a client that leaves.");
        }

        @Override
        public Job await(String id, Deadline deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable onChange(Consumer<Job> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }
}

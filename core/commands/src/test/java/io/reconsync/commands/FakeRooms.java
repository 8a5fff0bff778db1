// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandSet;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The rooms that the registry needs, in memory. */
final class FakeRooms {
    private final List<JobRequest> submitted = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();
    private Optional<CommandSet> offered = Optional.empty();
    private Runnable changed = () -> {};

    void offer(CommandSet set) {
        offered = Optional.of(set);
        changed.run();
    }

    void withdraw() {
        offered = Optional.empty();
        changed.run();
    }

    List<JobRequest> submitted() {
        return submitted;
    }

    List<String> audited() {
        return audited;
    }

    PluginServices services() {
        return new PluginServices() {
            @Override
            public <T> List<Guarded<T>> all(Class<T> type) {
                return offered.<List<Guarded<T>>>map(set -> List.of(new Direct<>(type.cast(set))))
                        .orElse(List.of());
            }

            @Override
            public AutoCloseable onChange(Class<?> type, Runnable listener) {
                changed = listener;
                return () -> changed = () -> {};
            }
        };
    }

    Audit audit() {
        return new Audit() {
            @Override
            public void record(Actor actor, String action, String target, String outcome) {
                audited.add(actor.name() + " " + action + " " + outcome);
            }

            @Override
            public List<Row> list(int limit) {
                return List.of();
            }
        };
    }

    Jobs jobs() {
        return new Jobs() {
            @Override
            public Job submit(JobRequest request) {
                submitted.add(request);
                return new Job(
                        "0193-" + submitted.size(),
                        request,
                        Job.State.QUEUED,
                        "",
                        0,
                        "",
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of());
            }

            @Override
            public Optional<Job> find(String id) {
                return Optional.empty();
            }

            @Override
            public List<Job> list(Optional<String> server, boolean onlyOpen, int limit) {
                return List.of();
            }

            @Override
            public Job cancel(String id, Actor actor) {
                throw new IllegalArgumentException(id);
            }

            @Override
            public Job await(String id, Deadline deadline) {
                throw new IllegalArgumentException(id);
            }

            @Override
            public AutoCloseable onChange(Consumer<Job> listener) {
                return () -> {};
            }
        };
    }

    /** A guard that guards nothing. */
    private record Direct<T>(T service) implements Guarded<T> {
        @Override
        public String plugin() {
            return "ark";
        }

        @Override
        public <R> R call(String what, Deadline deadline, Call<T, R> call) {
            try {
                return call.run(service);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public io.reconsync.api.runtime.PluginContext context() {
            throw new UnsupportedOperationException("Commands need no context.");
        }

        @Override
        public <S> Guarded<S> with(S object) {
            return new Direct<>(object);
        }
    }
}

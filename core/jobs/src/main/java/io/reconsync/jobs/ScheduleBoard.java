// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.jobs.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * The schedules in force and what is done when one is due. Driven from outside by {@link #tick}; after a pause, a
 * suspended machine or a clock that jumped, it finds out by itself what was missed. Thread-safe.
 */
final class ScheduleBoard {
    /** How late a run may begin and still count as on time. */
    private static final Duration ON_TIME = Duration.ofMinutes(2);
    /** A clock that goes back by more was wrong before: what it had counted is forgotten. */
    private static final Duration WRONG = Duration.ofHours(24);

    private final Jobs jobs;
    private final Events events;
    private final ScheduleTable table;
    private final Clock clock;
    private final LongUnaryOperator random;
    private final Map<String, Planned> planned = new TreeMap<>();

    /** {@code random} gives a number from 0 to below its argument. */
    ScheduleBoard(Jobs jobs, Events events, ScheduleTable table, Clock clock, LongUnaryOperator random) {
        this.jobs = jobs;
        this.events = events;
        this.table = table;
        this.clock = clock;
        this.random = random;
    }

    /** A schedule, the last moment that was seen to, and when the next run begins. */
    private record Planned(
            String name,
            String server,
            String guild,
            String expression,
            Moments moments,
            Instant seen,
            Optional<Instant> fire,
            Optional<String> outcome) {}

    /** Takes over the schedules of the configuration. */
    synchronized void take(List<ServerConfig> servers) {
        Set<String> names = new HashSet<>();
        for (ServerConfig server : servers) {
            server.backup().schedule().ifPresent(schedule -> {
                String name = "backup " + server.id();
                names.add(name);
                Moments moments = Moments.of(schedule);
                Planned known = planned.get(name);
                if (known == null || !known.moments().equals(moments)) {
                    planned.put(name, plan(name, server, schedule.expression(), moments));
                }
            });
        }
        planned.keySet().retainAll(names);
    }

    private Planned plan(String name, ServerConfig server, String expression, Moments moments) {
        Optional<ScheduleTable.Moment> last =
                table.get(name).filter(moment -> moment.expression().equals(moments.key()));
        Instant seen = last.map(ScheduleTable.Moment::moment).orElseGet(clock::instant);
        Planned fresh = new Planned(
                name,
                server.id(),
                server.guild(),
                expression,
                moments,
                seen,
                Optional.empty(),
                last.map(ScheduleTable.Moment::outcome));
        if (last.isEmpty()) {
            table.put(name, server.guild(), new ScheduleTable.Moment(moments.key(), seen, "no run yet"));
        }
        return seen(fresh, seen, fresh.outcome());
    }

    private Planned seen(Planned old, Instant moment, Optional<String> outcome) {
        long jitter = old.moments().jitter().toMillis();
        Optional<Instant> fire =
                old.moments().after(moment).map(next -> next.plusMillis(jitter > 0 ? random.applyAsLong(jitter) : 0));
        return new Planned(
                old.name(), old.server(), old.guild(), old.expression(), old.moments(), moment, fire, outcome);
    }

    /** Begins what is due; gives when to look again at the latest. */
    synchronized Optional<Instant> tick() {
        Instant now = clock.instant();
        for (Planned plan : List.copyOf(planned.values())) {
            if (plan.seen().isAfter(now.plus(WRONG))) {
                planned.put(plan.name(), seen(plan, now, plan.outcome()));
            } else if (plan.fire().filter(fire -> !fire.isAfter(now)).isPresent()) {
                planned.put(plan.name(), due(plan, now));
            }
        }
        return planned.values().stream()
                .map(Planned::fire)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private Planned due(Planned plan, Instant now) {
        Moments.Due due = plan.moments().due(plan.seen(), now);
        boolean onTime = !now.isAfter(due.last().plus(plan.moments().jitter()).plus(ON_TIME));
        int missed = onTime ? due.count() - 1 : due.count();
        boolean run = onTime || plan.moments().runOnce();
        if (missed > 0) {
            report(plan, "schedule-missed", missedText(plan, missed, run && !onTime), run);
        }
        table.put(plan.name(), plan.guild(), moment(plan, due.last(), "begins"));
        String outcome = due.last() + ": " + (run ? begin(plan) : "missed, because ReconSync did not run or slept");
        table.put(plan.name(), plan.guild(), moment(plan, due.last(), outcome));
        return seen(plan, due.last(), Optional.of(outcome));
    }

    private static ScheduleTable.Moment moment(Planned plan, Instant moment, String outcome) {
        return new ScheduleTable.Moment(plan.moments().key(), moment, outcome);
    }

    private static String missedText(Planned plan, int missed, boolean madeUp) {
        return "The schedule '" + plan.name() + "' missed " + missed + (missed == 1 ? " run" : " runs")
                + ", because ReconSync did not run, the machine slept, or its clock was set forward."
                + (madeUp ? " One run makes up for that now." : "");
    }

    private String begin(Planned plan) {
        String key = "schedule " + plan.name();
        Optional<Job> running = jobs.list(Optional.of(plan.server()), true, 1000).stream()
                .filter(job -> job.request().key().filter(key::equals).isPresent())
                .findFirst();
        if (running.isPresent()) {
            report(
                    plan,
                    "schedule-skipped",
                    "The schedule '" + plan.name() + "' skipped a run, because its last one, job "
                            + running.get().id() + ", is not over yet.",
                    false);
            return "skipped, because job " + running.get().id() + " was not over";
        }
        try {
            Job job = jobs.submit(new JobRequest(
                    "backup",
                    Optional.of(plan.server()),
                    Map.of("reason", "schedule"),
                    new Actor(key, Tier.OWNER, Surface.SCHEDULE),
                    Duration.ofHours(6),
                    false,
                    Optional.of(key)));
            return "job " + job.id();
        } catch (ReconException e) {
            report(
                    plan,
                    "schedule-failed",
                    "The schedule '" + plan.name() + "' could not begin: " + e.sentence(),
                    false);
            return "could not begin: " + e.getMessage();
        }
    }

    private void report(Planned plan, String kind, String text, boolean harmless) {
        events.emit(new Event(
                clock.instant(),
                kind,
                harmless ? Severity.INFO : Severity.WARNING,
                Optional.of(plan.server()),
                text,
                Map.of("schedule", plan.name())));
    }

    /** For showing. */
    synchronized List<Schedules.Entry> list() {
        Collection<Planned> all = planned.values();
        return all.stream()
                .map(plan -> new Schedules.Entry(
                        plan.name(),
                        plan.server(),
                        plan.expression(),
                        plan.moments().zone(),
                        plan.fire(),
                        plan.outcome()))
                .toList();
    }
}

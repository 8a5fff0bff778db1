// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.jobs.Schedules;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code jobs …}, {@code schedules}, {@code audit}. */
@Component(service = {BuiltInGroup.class, FactSource.class})
public final class JobCommands implements BuiltInGroup, FactSource {
    private static final CommandOption LIMIT = new CommandOption(
            "limit", "How many", CommandOption.Type.NUMBER, false, false, List.of(), Optional.empty());

    private final Jobs jobs;
    private final Schedules schedules;
    private final Audit audit;
    private final Zones zones;

    @Activate
    public JobCommands(
            @Reference Jobs jobs,
            @Reference Schedules schedules,
            @Reference Audit audit,
            @Reference Configuration configuration) {
        this.zones = new Zones(configuration);
        this.jobs = jobs;
        this.schedules = schedules;
        this.audit = audit;
    }

    @Override
    public List<BuiltIn> commands() {
        CommandOption job = CommandOption.argument("job", "Id of a job, or its end", "jobs");
        return List.of(
                BuiltIn.look(
                                "jobs",
                                "What is being done, and what was done",
                                "jobs --open",
                                this::list,
                                CommandOption.flag("open", "Only those that are not over"),
                                new CommandOption(
                                        "server",
                                        "Only those of a server",
                                        CommandOption.Type.SERVER,
                                        false,
                                        false,
                                        List.of(),
                                        Optional.of("servers")),
                                LIMIT)
                        .keepsToScope(),
                BuiltIn.look("jobs show", "Everything about one job", "jobs show 3f9a0c1d22ab", this::show, job)
                        .keepsToScope(),
                BuiltIn.change(
                                "jobs cancel",
                                "End a job and undo what it began",
                                "jobs cancel 3f9a0c1d22ab",
                                this::cancel,
                                job)
                        .keepsToScope(),
                BuiltIn.look("schedules", "What runs by the clock, and when next", "schedules", this::schedules),
                BuiltIn.look("audit", "Who did what", "audit --limit 50", this::audit, LIMIT)
                        .tier(Tier.ADMIN));
    }

    private Commands.Result list(Call call) {
        List<Job> found = jobs.list(call.argument("server"), call.flag("open"), call.number("limit", 20, 1000)).stream()
                .filter(job -> call.sees(job.request().server()))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (Job job : found) {
            rows.add(List.of(
                    Answer.shortId(job.id()),
                    job.request().kind(),
                    job.request().server().orElse("-"),
                    Shown.name(job.state()),
                    age(job),
                    Shown.oneLine(sentence(job))));
        }
        Answer answer = new Answer("jobs")
                .data("jobs", found.stream().map(JobCommands::data).toList());
        return (rows.isEmpty()
                        ? answer.text(call.flag("open") ? "Nothing is being done." : "Nothing has been done yet.")
                        : answer.table(List.of("job", "kind", "server", "state", "took", "what"), rows))
                .result();
    }

    private Commands.Result show(Call call) {
        Job job = find(call);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("job", job.id()));
        fields.add(Map.entry("kind", job.request().kind()));
        job.request().server().ifPresent(id -> fields.add(Map.entry("server", id)));
        fields.add(Map.entry("state", Shown.name(job.state())));
        fields.add(Map.entry(
                "asked by",
                job.request().actor().name() + " ("
                        + Shown.name(job.request().actor().surface()) + ")"));
        Optional<String> server = job.request().server();
        fields.add(Map.entry("created", zones.moment(job.created(), server)));
        job.started().ifPresent(at -> fields.add(Map.entry("started", zones.moment(at, server))));
        job.ended().ifPresent(at -> fields.add(Map.entry("ended", zones.moment(at, server))));
        fields.add(Map.entry("step", job.step()));
        fields.add(Map.entry("what", sentence(job)));
        fields.addAll(JobResult.fields(job.result()));
        return new Answer("job").fields(fields).data(data(job)).result();
    }

    private Commands.Result cancel(Call call) {
        Job job = jobs.cancel(find(call).id(), call.actor());
        String text = job.state().isOver()
                ? "Job " + Answer.shortId(job.id()) + " is over: " + Shown.name(job.state()) + "."
                : "Job " + Answer.shortId(job.id()) + " was asked to end; see 'jobs show " + Answer.shortId(job.id())
                        + "'.";
        return new Answer("job").text(text).data(data(job)).result();
    }

    private Commands.Result schedules(Call call) {
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (Schedules.Entry entry : schedules.list()) {
            rows.add(List.of(
                    entry.name(),
                    entry.expression(),
                    entry.zone().getId(),
                    entry.next().map(at -> Shown.moment(at, entry.zone())).orElse("never"),
                    entry.last().orElse("-")));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", entry.name());
            row.put("server", entry.server());
            row.put("expression", entry.expression());
            row.put("zone", entry.zone().getId());
            row.put("next", Shown.machine(entry.next()));
            row.put("last", entry.last().orElse(null));
            data.add(row);
        }
        Answer answer = new Answer("schedules").data("schedules", data);
        return (rows.isEmpty()
                        ? answer.text("No schedule. Set backup.schedule in a file below conf/servers.")
                        : answer.table(List.of("schedule", "expression", "zone", "next", "last"), rows))
                .result();
    }

    private Commands.Result audit(Call call) {
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (Audit.Row row : audit.list(call.number("limit", 20, 1000))) {
            String who = row.actor().name() + " (" + Shown.name(row.actor().surface()) + ")";
            rows.add(List.of(zones.moment(row.at()), who, row.action(), row.target(), Shown.oneLine(row.outcome())));
            data.add(Map.of(
                    "at", row.at().toString(),
                    "actor", row.actor().name(),
                    "surface", Shown.name(row.actor().surface()),
                    "action", row.action(),
                    "target", row.target(),
                    "outcome", row.outcome()));
        }
        return new Answer("audit")
                .table(List.of("when", "who", "what", "on", "outcome"), rows)
                .data("rows", data)
                .result();
    }

    private Job find(Call call) {
        String given = call.required("job");
        return jobs.find(given).filter(job -> call.sees(job.request().server())).orElseGet(() -> {
            List<Job> ending = jobs.list(Optional.empty(), false, 1000).stream()
                    .filter(job ->
                            job.id().endsWith(given) && call.sees(job.request().server()))
                    .toList();
            if (ending.size() == 1) {
                return ending.get(0);
            }
            throw new io.reconsync.api.ReconException(
                    "job-unknown",
                    io.reconsync.api.ErrorOwner.USER,
                    ending.isEmpty()
                            ? "There is no job '" + given + "'."
                            : "More than one job ends in '" + given + "'.",
                    "See 'jobs' for their ids.");
        });
    }

    private static String sentence(Job job) {
        return job.error()
                .map(error -> error.message() + " " + error.nextStep())
                .orElse(job.text());
    }

    private static String age(Job job) {
        Optional<Instant> from = job.started();
        if (from.isEmpty()) {
            return "-";
        }
        return DurationText.format(Duration.between(from.get(), job.ended().orElseGet(Instant::now)));
    }

    static Map<String, Object> data(Job job) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", job.id());
        data.put("kind", job.request().kind());
        data.put("server", job.request().server().orElse(null));
        data.put("arguments", job.request().arguments());
        data.put("actor", job.request().actor().name());
        data.put("surface", Shown.name(job.request().actor().surface()));
        data.put("state", Shown.name(job.state()));
        data.put("step", job.step());
        data.put("progress", job.progress());
        data.put("text", job.text());
        data.put("created", job.created().toString());
        data.put("started", Shown.machine(job.started()));
        data.put("ended", Shown.machine(job.ended()));
        data.put("error", job.error().map(JobCommands::failure).orElse(null));
        data.put("result", job.result());
        return data;
    }

    private static Map<String, Object> failure(Job.Failure failure) {
        return Map.of(
                "code", failure.code(),
                "owner", failure.owner(),
                "message", failure.message(),
                "next_step", failure.nextStep());
    }

    static int exit(Job job) {
        return job.state() == Job.State.SUCCEEDED ? ExitCode.OK : ExitCode.FAILED;
    }

    @Override
    public Map<String, List<String>> facts() {
        return Map.of(
                "jobs",
                jobs.list(Optional.empty(), false, 50).stream()
                        .map(job -> Answer.shortId(job.id()))
                        .toList());
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.Reply;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.jobs.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the result of a built-in command: parts for people, data for programs, an exit code. */
final class Answer {
    private final List<Reply.Part> parts = new ArrayList<>();
    private final Map<String, Object> data = new LinkedHashMap<>();
    private final String schema;
    private Optional<String> job = Optional.empty();
    private int exit = ExitCode.OK;

    Answer(String schema) {
        this.schema = schema;
    }

    /** The answer of a command that only began a job. */
    static Commands.Result job(Job job) {
        String target = job.request().server().map(id -> " of " + id).orElse("");
        String queued = job.state() == Job.State.QUEUED ? " It waits for its turn." : "";
        Answer answer = new Answer("job")
                .text("Job " + shortId(job.id()) + ": " + job.request().kind() + target + "." + queued);
        answer.job = Optional.of(job.id());
        return answer.data(JobCommands.data(job)).result();
    }

    /** The same for one that follows what an agent does. */
    static Commands.Result job(Job job, String what) {
        Answer answer = new Answer("job").text("Job " + shortId(job.id()) + ": " + what + ".");
        answer.job = Optional.of(job.id());
        return answer.data(JobCommands.data(job)).result();
    }

    /** Enough of an id for people; ids sort by time, so their ends tell them apart. */
    static String shortId(String id) {
        return id.length() > 12 ? id.substring(id.length() - 12) : id;
    }

    Answer text(String text) {
        parts.add(new Reply.Text(text));
        return this;
    }

    Answer table(List<String> columns, List<List<String>> rows) {
        parts.add(new Reply.Table(columns, rows));
        return this;
    }

    Answer fields(List<Map.Entry<String, String>> fields) {
        parts.add(new Reply.Fields(fields));
        return this;
    }

    Answer choice(String question, String... commands) {
        parts.add(new Reply.Choice(question, List.of(commands)));
        return this;
    }

    Answer data(String key, Object value) {
        data.put(key, value);
        return this;
    }

    Answer data(Map<String, ?> values) {
        data.putAll(values);
        return this;
    }

    Answer exit(int code) {
        this.exit = code;
        return this;
    }

    Commands.Result result() {
        return new Commands.Result(new Reply(parts, job, data), exit, schema);
    }
}

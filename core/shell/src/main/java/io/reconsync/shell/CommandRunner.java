// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Reply;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.WireJson;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.runtime.SecretMasks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Runs a line of words through the registry and shows the answer: the same for the socket and for Gogo. Thread-safe. */
@Component(service = CommandRunner.class)
public final class CommandRunner {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Offered<Commands> commands;
    private final Offered<Jobs> jobs;
    private final Offered<JsonCodec> codec;
    private final SecretMasks masks;

    /** Made by DS. */
    @Activate
    public CommandRunner(BundleContext context, @Reference SecretMasks masks) {
        this(
                Offered.of(context, Commands.class),
                Offered.of(context, Jobs.class),
                Offered.of(context, JsonCodec.class),
                masks);
    }

    CommandRunner(Offered<Commands> commands, Offered<Jobs> jobs, Offered<JsonCodec> codec, SecretMasks masks) {
        this.commands = commands;
        this.jobs = jobs;
        this.codec = codec;
        this.masks = masks;
    }

    /** Runs it; interrupting ends the waiting, never a job. */
    int run(List<String> typed, Actor actor, Display display) throws InterruptedException {
        CommandWords line = CommandWords.of(typed);
        try {
            if (line.help()) {
                return explain(line, display);
            }
            Commands.Result result = registry().run(line.words(), actor, Deadline.after(LIMIT));
            Optional<Jobs> queue = jobs.now();
            Optional<String> job = result.reply().job();
            if (job.isPresent() && queue.isPresent() && line.waiting().orElse(display.person())) {
                return waited(result, job.get(), queue.get(), line.json(), display);
            }
            show(result, line.json(), display);
            return result.exit();
        } catch (ReconException e) {
            return failed(e, line.json(), display);
        }
    }

    /** Help for words, or the overview. */
    int help(List<String> typed, Display display) {
        CommandWords line = CommandWords.of(typed);
        try {
            return explain(line, display);
        } catch (ReconException e) {
            return failed(e, line.json(), display);
        }
    }

    /** Behind the words of a command there may be arguments already; they are left out until something is known. */
    private int explain(CommandWords line, Display display) {
        List<String> words = line.words();
        Reply help = null;
        while (help == null) {
            try {
                help = registry().help(words);
            } catch (ReconException e) {
                if (!e.code().equals("command-unknown") || words.size() < 2) {
                    throw e;
                }
                words = words.subList(0, words.size() - 1);
            }
        }
        show(new Commands.Result(help, ExitCode.OK, "help"), line.json(), display);
        return ExitCode.OK;
    }

    /** The registry, if it is there. */
    Optional<Commands> offered() {
        return commands.now();
    }

    private Commands registry() {
        return commands.now()
                .orElseThrow(() -> new ReconException(
                        "commands-missing",
                        ErrorOwner.INTERNAL,
                        "The bundle with the commands does not run.",
                        "Look for the reason in logs/reconsync.log; while the start goes on, try again in a moment."));
    }

    private int waited(Commands.Result result, String id, Jobs queue, boolean json, Display display)
            throws InterruptedException {
        display.job(id);
        Job job = new JobWait(queue, display, masks).until(id);
        boolean good = job.state() == Job.State.SUCCEEDED;
        if (json) {
            Map<String, Object> data = new LinkedHashMap<>(result.reply().data());
            codec.now().map(c -> c.read(c.write(job))).ifPresent(ended -> {
                if (ended instanceof Map<?, ?> values) {
                    values.forEach((key, value) -> data.put(String.valueOf(key), value));
                    // What was asked stands in the reply already, flat.
                    data.remove("request");
                }
            });
            display.out(pretty(data) + "\n");
        } else if (good) {
            display.out(masks.mask(ReplyText.visible(job.text(), true)) + "\n");
        } else {
            display.error(masks.mask(ReplyText.visible(JobWait.sentence(job), true)));
        }
        return good ? result.exit() : ExitCode.FAILED;
    }

    private void show(Commands.Result result, boolean json, Display display) {
        Reply reply = result.reply();
        if (json) {
            display.out(pretty(reply.data()) + "\n");
        } else {
            display.out(masks.mask(new ReplyText(display.width()).of(reply)));
        }
        for (Reply.Part part : reply.parts()) {
            if (part instanceof Reply.File file) {
                display.file(file);
            }
        }
    }

    private String pretty(Map<String, Object> data) {
        return masks.mask(codec.now().map(c -> c.pretty(data)).orElseGet(() -> WireJson.write(data)));
    }

    private int failed(ReconException e, boolean json, Display display) {
        if (json) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", e.code());
            error.put("owner", e.owner().name().toLowerCase(java.util.Locale.ROOT));
            error.put("message", e.getMessage());
            error.put("next_step", e.nextStep());
            display.out(pretty(Map.of("error", error)) + "\n");
        } else {
            display.error(masks.mask(ReplyText.visible(e.sentence(), true)));
        }
        return switch (e.code()) {
            case "command-unknown", "usage" -> ExitCode.USAGE;
            case "denied" -> ExitCode.DENIED;
            default -> ExitCode.FAILED;
        };
    }

    /** Lets go of the services. */
    @Deactivate
    public void close() {
        commands.close();
        jobs.close();
        codec.close();
    }
}

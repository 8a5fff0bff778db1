// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.CommandOption;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code reboot …}: a restart that is announced, can wait and can be aborted. */
@Component(service = BuiltInGroup.class)
public final class RebootCommands implements BuiltInGroup {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration RESTART = Duration.ofHours(1);

    private final Servers servers;
    private final Jobs jobs;

    @Activate
    public RebootCommands(@Reference Servers servers, @Reference Jobs jobs) {
        this.servers = servers;
        this.jobs = jobs;
    }

    @Override
    public List<BuiltIn> commands() {
        CommandOption delay = new CommandOption(
                RebootJob.DELAY,
                "When: 0s to 60m from now",
                CommandOption.Type.DURATION,
                false,
                false,
                List.of(),
                Optional.empty());
        return List.of(
                BuiltIn.change(
                                RebootJob.KIND,
                                "Restart a server, now or after a delay",
                                "reboot ark-island --delay 10m --reason update --yes",
                                this::reboot,
                                CommandOption.server(),
                                CommandOption.text(RebootJob.REASON, "Why, for the audit"),
                                delay)
                        .confirmed(),
                BuiltIn.change(
                        "reboot abort",
                        "Call off a reboot that is still waiting",
                        "reboot abort ark-island",
                        this::abort,
                        CommandOption.server()));
    }

    private Commands.Result reboot(Call call) {
        Server server = servers.get(call.required("server"));
        Duration delay =
                call.argument(RebootJob.DELAY).flatMap(DurationText::parse).orElse(Duration.ZERO);
        if (delay.compareTo(LONGEST) > 0) {
            throw new ReconException(
                    "usage",
                    ErrorOwner.USER,
                    "A reboot waits for " + DurationText.format(LONGEST) + " at most.",
                    "Give a shorter --delay.");
        }
        String when = delay.isZero() ? "at once" : "in " + DurationText.format(delay);
        if (!call.flag(CommandLine.YES)) {
            throw Confirm.needed(
                    server.id() + " would be stopped and started again " + when + ".", "reboot " + server.id());
        }
        RebootJob.open(jobs, server.id()).ifPresent(open -> {
            throw new ReconException(
                    "reboot-open",
                    ErrorOwner.USER,
                    "A reboot of " + server.id() + " is under way: " + open.text(),
                    "Call it off with 'reboot abort " + server.id() + "' first.");
        });
        Map<String, String> arguments = new HashMap<>();
        arguments.put(RebootJob.DELAY, DurationText.format(delay));
        call.argument(RebootJob.REASON).ifPresent(reason -> arguments.put(RebootJob.REASON, reason));
        return Answer.job(jobs.submit(new JobRequest(
                RebootJob.KIND,
                Optional.of(server.id()),
                arguments,
                call.actor(),
                delay.plus(RESTART),
                true,
                Optional.of(RebootJob.KIND + "/" + server.id()))));
    }

    private Commands.Result abort(Call call) {
        Server server = servers.get(call.required("server"));
        Optional<Job> open = RebootJob.open(jobs, server.id());
        if (open.isEmpty()) {
            throw new ReconException(
                    "reboot-none",
                    ErrorOwner.USER,
                    "No reboot of " + server.id() + " is waiting.",
                    "See 'jobs --open' for what is under way.");
        }
        Job job = jobs.cancel(open.get().id(), call.actor());
        String text = "The reboot of " + server.id() + " was called off.";
        return new Answer("job").text(text).data(JobCommands.data(job)).result();
    }
}

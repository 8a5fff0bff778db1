// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.Reply;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.Scope;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** A plugin's command that changes something, as a job. */
@Component(service = JobHandler.class)
public final class PluginCommandJob implements JobHandler {
    static final String KIND = "plugin-command";
    static final String COMMAND = "#command";

    // Fetched when it is needed: the registry needs jobs, and jobs track this handler, so nobody could come first.
    @Reference(service = Commands.class, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ComponentServiceObjects<Commands> commands;

    @Activate
    public PluginCommandJob() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        String name = run.argument(COMMAND).orElse("");
        run.step("run", "Running " + name);
        ComponentServiceObjects<Commands> offered = commands;
        if (offered == null || !(offered.getService() instanceof Registry registry)) {
            throw new io.reconsync.api.ReconException(
                    "command-gone",
                    io.reconsync.api.ErrorOwner.INTERNAL,
                    "Commands are not available at the moment.",
                    "Try again when 'status' says ready.");
        }
        Map<String, String> arguments = new HashMap<>(run.request().arguments());
        arguments.remove(COMMAND);
        Commands.Entry entry = registry.entry(name);
        Reply reply = registry.observe(
                entry, new Call(arguments, run.request().actor(), run.deadline(), registry, Scope.EVERYTHING));
        return Outcome.of(text(reply));
    }

    private static String text(Reply reply) {
        return reply.parts().stream()
                .filter(Reply.Text.class::isInstance)
                .map(part -> ((Reply.Text) part).text())
                .collect(Collectors.joining(" "));
    }
}

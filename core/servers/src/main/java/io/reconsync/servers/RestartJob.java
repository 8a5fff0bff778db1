// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code server-restart}: one job of two steps, so that nothing comes between them. */
@Component(service = JobHandler.class)
public final class RestartJob extends ServerJob {
    private static final String STOPPED = "stopped";

    /** As a component. */
    @Activate
    public RestartJob(@Reference Servers servers) {
        super("server-restart", servers);
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        Server server = server(run);
        String text = "";
        if (!run.notes().containsKey(STOPPED)) {
            text = stop(run, server, true) + " ";
            run.note(STOPPED, "yes");
        }
        return Outcome.of(text + start(run, server));
    }

    @Override
    public Recovery recover(JobRun run) {
        boolean stopped = run.notes().containsKey(STOPPED);
        return again(stopped && server(run).running(), server(run).id() + " was restarted.");
    }
}

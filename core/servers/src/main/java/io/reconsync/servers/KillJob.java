// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Servers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code server-kill}: at once, without a save; meant to be asked for as urgent. */
@Component(service = JobHandler.class)
public final class KillJob extends ServerJob {
    /** As a component. */
    @Activate
    public KillJob(@Reference Servers servers) {
        super("server-kill", servers);
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        return Outcome.of(stop(run, server(run), false));
    }

    @Override
    public Recovery recover(JobRun run) {
        return again(!server(run).running(), server(run).id() + " is dead.");
    }
}

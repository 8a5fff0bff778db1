// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Servers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code server-stop}: through the owner, or by the profile's steps. */
@Component(service = JobHandler.class)
public final class StopJob extends ServerJob {
    /** As a component. */
    @Activate
    public StopJob(@Reference Servers servers) {
        super("server-stop", servers);
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        return Outcome.of(stop(run, server(run), true));
    }

    @Override
    public Recovery recover(JobRun run) {
        return again(!server(run).running(), server(run).id() + " is stopped.");
    }
}

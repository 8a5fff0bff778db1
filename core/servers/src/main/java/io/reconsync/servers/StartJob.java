// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Servers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code server-start}: done when the game can be joined. */
@Component(service = JobHandler.class)
public final class StartJob extends ServerJob {
    /** As a component. */
    @Activate
    public StartJob(@Reference Servers servers) {
        super("server-start", servers);
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        return Outcome.of(start(run, server(run)));
    }

    @Override
    public Recovery recover(JobRun run) {
        return again(server(run).running(), server(run).id() + " runs.");
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Deadline;
import io.reconsync.contract.host.DrainParticipant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets go of a plugin's adapters, consoles and queries. */
@Component(service = DrainParticipant.class)
public final class PluginDrain implements DrainParticipant {
    private final ConfiguredServers servers;

    /** As a component. */
    @Activate
    public PluginDrain(@Reference ConfiguredServers servers) {
        this.servers = servers;
    }

    @Override
    public void drain(String plugin, Deadline deadline) {
        servers.leave(plugin);
    }

    @Override
    public void resume(String plugin) {
        servers.takeBack(plugin);
    }
}

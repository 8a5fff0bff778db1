// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup.local;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.api.backup.Destination;
import io.reconsync.api.backup.DestinationType;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.contract.backup.UsedFolders;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The destination {@code local}: a folder on this machine, key {@code path}, relative ones below the installation.
 *
 * <pre>{@code
 * destinations:
 *   local: {type: local, path: /srv/backups}
 * }</pre>
 */
@Component(service = DestinationType.class)
public final class LocalDestinationType implements DestinationType {
    private final Instance instance;
    private final Servers servers;

    /** By the framework. */
    @Activate
    public LocalDestinationType(@Reference Instance instance, @Reference Servers servers) {
        this.instance = instance;
        this.servers = servers;
    }

    @Override
    public String type() {
        return "local";
    }

    @Override
    public Destination open(Settings settings, PluginContext context, Deadline deadline) {
        String text = settings.text("path").orElse("data/backups");
        Path folder = instance.home().root().resolve(text).toAbsolutePath().normalize();
        for (Server server : servers.all()) {
            for (Path root : roots(server)) {
                if (real(folder).startsWith(real(root))) {
                    throw new ReconException(
                            "destination-refused",
                            ErrorOwner.USER,
                            "The destination folder " + folder + " at " + settings.place()
                                    + " lies within the world of " + server.id() + ".",
                            "Choose a folder outside of " + root + ", best on another disk.");
                }
            }
        }
        return LocalDestination.open(
                name(settings), folder, new UsedFolders(instance.home().data()));
    }

    /** What follows {@code destinations.} in the place; all of it when nothing does. */
    private static String name(Settings settings) {
        String[] parts = settings.place().split("destinations\\.", 2);
        return parts[parts.length - 1];
    }

    private static List<Path> roots(Server server) {
        try {
            return server.worldRoots();
        } catch (ReconException e) {
            return List.of();
        }
    }

    /** With links followed as far as the path exists. */
    private static Path real(Path path) {
        Path existing = path;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing == null ? path : existing.toRealPath().resolve(existing.relativize(path));
        } catch (java.io.IOException e) {
            return path;
        }
    }
}

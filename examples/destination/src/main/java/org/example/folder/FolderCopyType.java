// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.folder;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.api.backup.Destination;
import io.reconsync.api.backup.DestinationType;
import io.reconsync.api.runtime.PluginContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;

/**
 * Makes {@code type: folder-copy} known.
 *
 * <pre>{@code
 * destinations:
 *   share: {type: folder-copy, path: /mnt/share/backups}
 * }</pre>
 */
@Component(service = DestinationType.class)
public final class FolderCopyType implements DestinationType {
    @Override
    public String type() {
        return "folder-copy";
    }

    /**
     * Proves that the destination can be used before anybody relies on it. The folder is not made: an absent one may be
     * a share that is not mounted, and backups would then fill the disk below.
     */
    @Override
    public Destination open(Settings settings, PluginContext context, Deadline deadline) {
        Path folder = Path.of(settings.required("path"));
        if (!folder.isAbsolute() || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new ReconException(
                    "destination-refused",
                    ErrorOwner.USER,
                    "The folder " + folder + " at " + settings.place() + " is not there or cannot be written to.",
                    "Make it or mount it, writable for the user that runs ReconSync, and give its absolute path.");
        }
        return new FolderCopy(folder);
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.contract.archive.ArchiveFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Zip: everything opens it. */
@Component(service = ArchiveFormat.class)
public final class ZipFormat implements ArchiveFormat {
    /** By the framework. */
    @Activate
    public ZipFormat() {}

    @Override
    public String name() {
        return "zip";
    }

    @Override
    public ArchiveWriter write(OutputStream out) throws IOException {
        return new ZipWriter(new BufferedOutputStream(out, 1 << 16));
    }

    @Override
    public ArchiveReader read(Path file, ArchiveLimits limits) throws IOException {
        return new ZipReader(file, limits, new Refusal(file));
    }
}

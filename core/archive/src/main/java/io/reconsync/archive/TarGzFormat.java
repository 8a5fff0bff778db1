// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.contract.archive.ArchiveFormat;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Tar in one gzip member: {@code tar -xzf} opens it. */
@Component(service = ArchiveFormat.class)
public final class TarGzFormat implements ArchiveFormat {
    /** By the framework. */
    @Activate
    public TarGzFormat() {}

    @Override
    public String name() {
        return "tar.gz";
    }

    @Override
    public ArchiveWriter write(OutputStream out) throws IOException {
        return new TarWriter(new BufferedOutputStream(new GZIPOutputStream(out, 1 << 16), 1 << 16));
    }

    @Override
    public ArchiveReader read(Path file, ArchiveLimits limits) throws IOException {
        Refusal refusal = new Refusal(file);
        CountedInput packed = new CountedInput(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        GzipInput unpacked = new GzipInput(packed, refusal);
        return new TarReader(
                new BufferedInputStream(new RatioInput(unpacked, packed, limits.maxRatio(), refusal), 1 << 16),
                limits,
                refusal);
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.reconsync.contract.archive.ArchiveFormat;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Tar in one Zstandard frame with a checksum, level 3: {@code tar --zstd -xf} opens it. */
@Component(service = ArchiveFormat.class)
public final class TarZstFormat implements ArchiveFormat {
    /** The largest window that is unpacked, as a power of two: 32 MiB. */
    private static final int WINDOW = 25;

    /** By the framework. */
    @Activate
    public TarZstFormat() {}

    @Override
    public String name() {
        return "tar.zst";
    }

    @Override
    public ArchiveWriter write(OutputStream out) throws IOException {
        ZstdOutputStreamNoFinalizer packed = new ZstdOutputStreamNoFinalizer(out, 3);
        packed.setChecksum(true);
        return new TarWriter(new BufferedOutputStream(packed, 1 << 17));
    }

    @Override
    public ArchiveReader read(Path file, ArchiveLimits limits) throws IOException {
        Refusal refusal = new Refusal(file);
        CountedInput packed = new CountedInput(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        ZstdInputStreamNoFinalizer unpacked = new ZstdInputStreamNoFinalizer(packed);
        unpacked.setLongMax(WINDOW);
        InputStream checked = new Frames(unpacked, refusal);
        return new TarReader(
                new BufferedInputStream(new RatioInput(checked, packed, limits.maxRatio(), refusal), 1 << 16),
                limits,
                refusal);
    }

    /** Says what the library says in a refusal. */
    private static final class Frames extends FilterInputStream {
        private final Refusal refusal;

        Frames(InputStream in, Refusal refusal) {
            super(in);
            this.refusal = refusal;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (ZstdIOException e) {
                throw refusal.malformed("its compressed data are damaged or cut off (" + e.getMessage() + ")");
            }
        }
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The blobs of a query's first column, one after the other. */
final class BlobStream extends InputStream {
    private final ResultSet rows;
    private final MessageDigest digest;
    private byte[] blob = new byte[0];
    private int at;

    BlobStream(ResultSet rows, MessageDigest digest) {
        this.rows = rows;
        this.digest = digest;
    }

    @Override
    public int read() throws IOException {
        return fill() ? blob[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, blob.length - at);
        System.arraycopy(blob, at, to, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        try {
            while (at == blob.length) {
                if (!rows.next()) {
                    return false;
                }
                blob = rows.getBytes(1);
                digest.update(blob);
                at = 0;
            }
            return true;
        } catch (SQLException broken) {
            throw new TornException("SQLite cannot read it: " + broken.getMessage());
        }
    }
}

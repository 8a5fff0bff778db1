// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * ARK SA's world: an SQLite file whose table {@code game} holds a {@link WorldFile}, cut into blobs, and whose table
 * {@code saves} has one row per save. The last row is written after the file is in place, into the write-ahead log.
 */
public final class ArkDatabase implements Closeable {
    private static final int BLOB = 1 << 16;
    private final Connection connection;

    private ArkDatabase(Connection connection) {
        this.connection = connection;
    }

    /**
     * What a file holds.
     *
     * @param counter the newest row in {@code saves}
     * @param sha256 over the world's blobs
     */
    public record Content(WorldImage image, long counter, String sha256) {}

    /** Begins a new file without its last row; it must not exist. */
    public static ArkDatabase create(Path file) throws IOException {
        Files.deleteIfExists(file);
        ArkDatabase database = connect(file, "pragma journal_mode=off", "pragma synchronous=off");
        database.run("create table game(key integer primary key, value blob not null)");
        database.run("create table saves(generation integer primary key)");
        return database;
    }

    /** Opens a file that is in place, with a write-ahead log that stays until the file is replaced. */
    public static ArkDatabase open(Path file) throws IOException {
        return connect(file, "pragma journal_mode=wal", "pragma synchronous=normal", "pragma wal_autocheckpoint=0");
    }

    private static ArkDatabase connect(Path file, String... pragmas) throws IOException {
        try {
            ArkDatabase database = new ArkDatabase(DriverManager.getConnection("jdbc:sqlite:" + file));
            for (String pragma : pragmas) {
                database.run(pragma);
            }
            return database;
        } catch (SQLException failed) {
            throw new IOException("cannot open " + file, failed);
        }
    }

    private void run(String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IOException(sql, failed);
        }
    }

    /** Takes a world file's bytes, one blob per call; the order counts. */
    public void append(byte[] blob) throws IOException {
        try (PreparedStatement insert = connection.prepareStatement("insert into game(value) values (?)")) {
            insert.setBytes(1, blob);
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw new IOException("cannot write the world", failed);
        }
    }

    public void saved(long generation) throws IOException {
        run("insert or replace into saves(generation) values (" + generation + ")");
    }

    public static int blobBytes() {
        return BLOB;
    }

    /** Reads a file and its write-ahead log through a copy. */
    public static Content read(Path file) throws IOException {
        try (SqliteCopy copy = SqliteCopy.open(file);
                Statement statement = copy.connection().createStatement()) {
            MessageDigest digest = Sha256.digest();
            WorldImage image;
            try (ResultSet rows = statement.executeQuery("select value from game order by key");
                    BlobStream in = new BlobStream(rows, digest)) {
                image = WorldFile.read(in);
            }
            try (ResultSet rows = statement.executeQuery("select max(generation) from saves")) {
                long counter = rows.next() ? rows.getLong(1) : -1;
                return new Content(image, counter, Sha256.hex(digest.digest()));
            }
        } catch (SQLException broken) {
            throw new TornException("SQLite cannot read it: " + broken.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IOException("cannot close the world", failed);
        }
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A live SQLite database beside a world, with its write-ahead log open: {@code saves} counts saves, {@code data} takes
 * what players do. It runs ahead of the world file: a save's row is committed when the save begins.
 */
public final class CounterDatabase implements Closeable {
    private final Connection connection;

    private CounterDatabase(Connection connection) {
        this.connection = connection;
    }

    public static CounterDatabase open(Path file) throws IOException {
        try {
            CounterDatabase database = new CounterDatabase(DriverManager.getConnection("jdbc:sqlite:" + file));
            database.run("pragma journal_mode=wal");
            database.run("pragma wal_autocheckpoint=40");
            database.run("create table if not exists saves(generation integer primary key)");
            database.run("create table if not exists data(id integer primary key, who text, what text, pad blob)");
            return database;
        } catch (SQLException failed) {
            throw new IOException("cannot open " + file, failed);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Commits the row of a save and forgets the rows of a history that a restore undid. */
    public synchronized void saving(long generation) throws IOException {
        try {
            run("insert or replace into saves(generation) values (" + generation + ")");
            run("delete from saves where generation < " + (generation - 50));
        } catch (SQLException failed) {
            throw new IOException("the database refused the save", failed);
        }
    }

    /** Takes back the row of a save that failed. */
    public synchronized void failed(long generation) throws IOException {
        try {
            run("delete from saves where generation = " + generation);
        } catch (SQLException failed) {
            throw new IOException("the database refused to go back", failed);
        }
    }

    public synchronized void add(String who, String what, byte[] pad) throws IOException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into data(who, what, pad) values (?, ?, ?)")) {
            insert.setString(1, who);
            insert.setString(2, what);
            insert.setBytes(3, pad);
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw new IOException("the database refused a row", failed);
        }
    }

    /** The newest save's row, read through a copy; -1 without any. */
    public static long counter(Path file) throws IOException {
        try (SqliteCopy copy = SqliteCopy.open(file);
                Statement statement = copy.connection().createStatement();
                ResultSet rows = statement.executeQuery("select coalesce(max(generation), -1) from saves")) {
            return rows.next() ? rows.getLong(1) : -1;
        } catch (SQLException broken) {
            throw new TornException("SQLite cannot read it: " + broken.getMessage());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IOException("cannot close the database", failed);
        }
    }
}

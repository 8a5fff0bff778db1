// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The scripts that have run, per room. */
final class Migrations {
    private Migrations() {}

    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS store_scripts (owner VARCHAR(64) NOT NULL,"
                    + " position INTEGER NOT NULL, checksum CHAR(64) NOT NULL, applied_at BIGINT NOT NULL,"
                    + " PRIMARY KEY (owner, position))");
        }
    }

    static boolean any(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM store_scripts")) {
            return rows.next() && rows.getLong(1) > 0;
        }
    }

    /** How many of the owner's scripts have run; they must be the first of those given, unchanged. */
    static int applied(Connection connection, String owner, List<String> scripts) throws SQLException {
        List<String> checksums = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT checksum FROM store_scripts WHERE owner = ? ORDER BY position")) {
            statement.setString(1, owner);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    checksums.add(rows.getString(1));
                }
            }
        }
        if (checksums.size() > scripts.size()) {
            throw new ReconException(
                    "store-newer",
                    ErrorOwner.USER,
                    "The store was written by a newer version: it has " + checksums.size() + " changes of " + owner
                            + ", this version knows " + scripts.size() + ".",
                    "Start the version that ran here last, or put back the copy in data/store/copies that was made before"
                            + " the upgrade.");
        }
        for (int i = 0; i < checksums.size(); i++) {
            if (!checksums.get(i).equals(checksum(scripts.get(i)))) {
                throw new ReconException(
                        "store-changed",
                        ErrorOwner.INTERNAL,
                        "The tables of " + owner + " were made by another script " + (i + 1)
                                + " than the one that is here.",
                        "Install the bundles of one release together, and start again.");
            }
        }
        return checksums.size();
    }

    static void apply(Connection connection, String owner, int position, String script, long now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : script.split("(?m)^\\s*;\\s*$")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO store_scripts (owner, position, checksum, applied_at) VALUES (?, ?, ?, ?)")) {
            statement.setString(1, owner);
            statement.setInt(2, position);
            statement.setString(3, checksum(script));
            statement.setLong(4, now);
            statement.executeUpdate();
        }
    }

    private static String checksum(String script) {
        try {
            byte[] bytes = script.replaceAll("\\s+", " ").strip().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}

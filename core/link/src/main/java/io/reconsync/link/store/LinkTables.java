// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.store;

import io.reconsync.contract.store.Database;
import java.util.List;

/** The tables of this room, for both ends. */
public final class LinkTables {
    private static final List<String> SCRIPTS = List.of("""
            CREATE TABLE link_peers (
                peer VARCHAR(64) PRIMARY KEY,
                out_epoch BIGINT NOT NULL,
                out_seq BIGINT NOT NULL,
                in_epoch BIGINT NOT NULL,
                in_seq BIGINT NOT NULL
            )
            ;
            CREATE TABLE link_outbox (
                peer VARCHAR(64) NOT NULL,
                seq BIGINT NOT NULL,
                type VARCHAR(24) NOT NULL,
                id VARCHAR(64) NOT NULL,
                body TEXT NOT NULL,
                created BIGINT NOT NULL,
                PRIMARY KEY (peer, seq)
            )
            ;
            CREATE TABLE link_agents (
                id VARCHAR(36) PRIMARY KEY,
                name VARCHAR(64) NOT NULL,
                guild VARCHAR(32) NOT NULL,
                servers TEXT NOT NULL,
                namespaces TEXT NOT NULL,
                public_key TEXT NOT NULL,
                next_key TEXT NOT NULL,
                lease VARCHAR(64) NOT NULL,
                offered VARCHAR(64) NOT NULL,
                enrolled BIGINT NOT NULL,
                revoked BIGINT NOT NULL,
                last_seen BIGINT NOT NULL,
                version VARCHAR(64) NOT NULL
            )
            ;
            CREATE TABLE link_tokens (
                hash VARCHAR(64) PRIMARY KEY,
                name VARCHAR(64) NOT NULL,
                guild VARCHAR(32) NOT NULL,
                servers TEXT NOT NULL,
                namespaces TEXT NOT NULL,
                expires BIGINT NOT NULL
            )
            ;
            CREATE TABLE link_servers (
                server VARCHAR(128) PRIMARY KEY,
                agent VARCHAR(36) NOT NULL,
                guild VARCHAR(32) NOT NULL,
                state TEXT NOT NULL,
                reported BIGINT NOT NULL
            )
            ;
            CREATE TABLE link_orders (
                id VARCHAR(36) PRIMARY KEY,
                agent VARCHAR(36) NOT NULL,
                guild VARCHAR(32) NOT NULL,
                server VARCHAR(128) NOT NULL,
                command TEXT NOT NULL,
                actor TEXT NOT NULL,
                state VARCHAR(16) NOT NULL,
                job VARCHAR(36) NOT NULL,
                answer TEXT NOT NULL,
                created BIGINT NOT NULL,
                expires BIGINT NOT NULL
            )
            ;
            CREATE TABLE link_runs (
                id VARCHAR(36) PRIMARY KEY,
                guild VARCHAR(32) NOT NULL,
                state VARCHAR(16) NOT NULL,
                job VARCHAR(36) NOT NULL,
                command TEXT NOT NULL,
                created BIGINT NOT NULL
            )
            ;
            CREATE TABLE link_bot (
                name VARCHAR(32) PRIMARY KEY,
                value TEXT NOT NULL
            )
            """);

    private LinkTables() {}

    /** Brings them up to date. */
    public static void migrate(Database database) {
        database.migrate("link", SCRIPTS);
    }
}

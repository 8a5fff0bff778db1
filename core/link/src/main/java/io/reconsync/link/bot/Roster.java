// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.fleet.Fleet;
import io.reconsync.contract.store.Database;
import io.reconsync.contract.values.Ids;
import io.reconsync.link.identity.Token;
import io.reconsync.link.store.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which agents there are, and the tokens for those to come. Thread-safe. */
final class Roster {
    private static final String COLUMNS = "SELECT id, name, guild, servers, namespaces, public_key, next_key, lease,"
            + " offered, revoked, last_seen, version FROM link_agents ";

    private final Database database;
    private final Clock clock;

    Roster(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static AgentRow row(ResultSet row) throws SQLException {
        return new AgentRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                List.of(row.getString(4).split("\n")),
                List.of(row.getString(5).split("\n")),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getLong(10),
                row.getLong(11),
                row.getString(12));
    }

    List<AgentRow> all() {
        return database.read(connection -> Sql.list(connection, Roster::row, COLUMNS + "ORDER BY name, enrolled"));
    }

    Optional<AgentRow> find(String id) {
        return database.read(connection -> Sql.first(connection, Roster::row, COLUMNS + "WHERE id = ?", id));
    }

    /** By id, or by name among those not revoked, else among all. */
    AgentRow get(String nameOrId) {
        List<AgentRow> all = all();
        return all.stream()
                .filter(agent -> agent.id().equals(nameOrId))
                .findFirst()
                .or(() -> all.stream()
                        .filter(agent -> agent.name().equals(nameOrId) && agent.revoked() == 0)
                        .findFirst())
                .or(() -> all.stream()
                        .filter(agent -> agent.name().equals(nameOrId))
                        .findFirst())
                .orElseThrow(() -> unknown(nameOrId, all));
    }

    private static ReconException unknown(String name, List<AgentRow> all) {
        List<String> names = all.stream()
                .filter(agent -> agent.revoked() == 0)
                .map(AgentRow::name)
                .toList();
        return new ReconException(
                "agent-unknown",
                ErrorOwner.USER,
                "There is no agent '" + name + "'.",
                names.isEmpty()
                        ? "Enrol one: 'reconsync enroll --new' makes a token."
                        : "There is: " + String.join(", ", names) + ".");
    }

    Instant keep(Token token, Fleet.Request request) {
        Instant expires = clock.instant().plus(request.valid());
        database.write(connection -> {
            Sql.change(connection, "DELETE FROM link_tokens WHERE expires < ?", clock.millis());
            return Sql.change(
                    connection,
                    "INSERT INTO link_tokens (hash, name, guild, servers, namespaces, expires) VALUES (?, ?, ?, ?, ?, ?)",
                    token.hash(),
                    request.name().orElse(""),
                    request.guild(),
                    String.join("\n", request.servers()),
                    String.join("\n", request.namespaces()),
                    expires.toEpochMilli());
        });
        return expires;
    }

    /** Makes an agent out of a token, which is worth nothing from then on. */
    AgentRow enrol(String tokenHash, String ownName, String key) {
        return database.write(connection -> {
            // The token goes first: of two who come with it, one finds it.
            List<String[]> found = Sql.list(
                    connection,
                    row -> new String[] {row.getString(1), row.getString(2), row.getString(3), row.getString(4)},
                    "DELETE FROM link_tokens WHERE hash = ? AND expires >= ?"
                            + " RETURNING name, guild, servers, namespaces",
                    tokenHash,
                    clock.millis());
            if (found.isEmpty()) {
                throw new ReconException(
                        "enrol-token",
                        ErrorOwner.USER,
                        "The bot does not know this enrolment token: it was used, it is too old, or it is another bot's.",
                        "Make a new one with `reconsync enroll --new` on the bot.");
            }
            String[] token = found.get(0);
            String id = Ids.next(clock);
            String name = unused(connection, token[0].isEmpty() ? ownName : token[0]);
            Sql.change(
                    connection,
                    "INSERT INTO link_agents (id, name, guild, servers, namespaces, public_key, next_key, lease, offered,"
                            + " enrolled, revoked, last_seen, version) VALUES (?, ?, ?, ?, ?, ?, '', '', '', ?, 0, 0, '')",
                    id,
                    name,
                    token[1],
                    token[2],
                    token[3],
                    key,
                    clock.millis());
            return Sql.first(connection, Roster::row, COLUMNS + "WHERE id = ?", id)
                    .orElseThrow();
        });
    }

    private static String unused(Connection connection, String wanted) throws SQLException {
        List<String> taken =
                Sql.list(connection, row -> row.getString(1), "SELECT name FROM link_agents WHERE revoked = 0");
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    void offer(String id, String lease) {
        change("UPDATE link_agents SET offered = ? WHERE id = ?", lease, id);
    }

    /** The agent has this lease in its store. */
    void confirmed(String id, String lease, String version) {
        change(
                "UPDATE link_agents SET lease = ?, offered = '', version = ?, last_seen = ? WHERE id = ?",
                lease,
                version,
                clock.millis(),
                id);
    }

    void seen(String id) {
        change("UPDATE link_agents SET last_seen = ? WHERE id = ?", clock.millis(), id);
    }

    void revoke(String id) {
        change("UPDATE link_agents SET revoked = ? WHERE id = ? AND revoked = 0", clock.millis(), id);
    }

    void accept(String id) {
        change("UPDATE link_agents SET lease = '', offered = '' WHERE id = ?", id);
    }

    void nextKey(Connection connection, String id, String key) throws SQLException {
        Sql.change(connection, "UPDATE link_agents SET next_key = ? WHERE id = ?", key, id);
    }

    /** The next key was used: the old one is worth nothing any more. */
    void promote(String id, String key) {
        change("UPDATE link_agents SET public_key = ?, next_key = '' WHERE id = ?", key, id);
    }

    private void change(String sql, Object... values) {
        database.write(connection -> Sql.change(connection, sql, values));
    }
}

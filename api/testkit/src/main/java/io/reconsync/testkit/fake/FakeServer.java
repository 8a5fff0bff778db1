// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.fake;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.api.Settings;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.api.game.QueryResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A server for the tests of adapters, monitors and commands.
 *
 * <pre>{@code
 * FakeServer server = new FakeServer("ark-1", "ark", folder)
 *         .console(command -> command.equals("ListPlayers") ? "0. Bob, 123" : "")
 *         .value("map", "TheIsland");
 * }</pre>
 *
 * What was not set is absent: no process, no console, no query. Set up by one thread, then used by any.
 */
public final class FakeServer implements GameServer {
    private final String id;
    private final String game;
    private final SafePath files;
    private final Map<String, String> values = new HashMap<>();
    private final FakeConsole console = new FakeConsole();
    private SafePath world;
    private GameProfile profile;
    private HealthState state = HealthState.RUNNING;
    private Settings settings = FakeSettings.of(Map.of());
    private ProcessIdentity process;
    private QueryResult query;

    /** A server whose files are below {@code install}. */
    public FakeServer(String id, String game, Path install) {
        this.id = id;
        this.game = game;
        this.files = SafePath.of(install);
        this.world = files;
        this.profile = FakeProfile.of(game);
    }

    /** Sets the profile. */
    public FakeServer profile(GameProfile given) {
        this.profile = given;
        return this;
    }

    /** Sets the health state. */
    public FakeServer state(HealthState given) {
        this.state = given;
        return this;
    }

    /** Sets the root of the world. */
    public FakeServer world(Path given) {
        this.world = SafePath.of(given);
        return this;
    }

    /** Adds a value for {@code %{…}}. */
    public FakeServer value(String key, String value) {
        values.put(key, value);
        return this;
    }

    /** Sets the keys of the game's namespace. */
    public FakeServer settings(Map<String, ?> given) {
        this.settings = FakeSettings.of(given);
        return this;
    }

    /** Sets the process. */
    public FakeServer process(ProcessIdentity given) {
        this.process = given;
        return this;
    }

    /** Answers commands; a ReconException thrown by it comes through. */
    public FakeServer console(Function<String, String> replies) {
        console.answer(replies);
        return this;
    }

    /** Answers queries. */
    public FakeServer query(QueryResult given) {
        this.query = given;
        return this;
    }

    /** The console, with the commands that were sent. */
    public FakeConsole sent() {
        return console;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String game() {
        return game;
    }

    @Override
    public GameProfile profile() {
        return profile;
    }

    @Override
    public HealthState state() {
        return state;
    }

    @Override
    public SafePath files() {
        return files;
    }

    @Override
    public SafePath world() {
        return world;
    }

    @Override
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    @Override
    public <T extends Record> T settings(Class<T> type) {
        return settings.as(type);
    }

    @Override
    public Optional<ProcessIdentity> process() {
        return Optional.ofNullable(process);
    }

    @Override
    public ConsoleSession console(Deadline deadline) {
        deadline.check("opening the console");
        if (!console.answers()) {
            throw absent("console");
        }
        return console;
    }

    @Override
    public QueryResult query(Deadline deadline) {
        deadline.check("querying");
        if (query == null) {
            throw absent("query");
        }
        return query;
    }

    private ReconException absent(String what) {
        return new ReconException(
                what + "-refused", ErrorOwner.REMOTE, "The server " + id + " has no " + what + ".", "Set one up.");
    }
}

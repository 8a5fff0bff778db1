// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.check.CommandLimits;
import io.reconsync.simulation.discord.check.Tolerated;
import io.reconsync.simulation.discord.world.Commands;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registration of commands, global and of a guild. */
final class CommandRoutes {
    private static final String GLOBAL = "/applications/{application_id}/commands";
    private static final String GUILD = "/applications/{application_id}/guilds/{guild_id}/commands";
    private final World world;

    CommandRoutes(World world) {
        this.world = world;
    }

    void add(Map<String, Route> routes) {
        for (String base : List.of(GLOBAL, GUILD)) {
            routes.put("GET " + base, this::list);
            routes.put("PUT " + base, this::overwrite);
            routes.put("POST " + base, this::create);
            routes.put("GET " + base + "/{command_id}", request -> Answer.ok(one(request)));
            routes.put("PATCH " + base + "/{command_id}", this::edit);
            routes.put("DELETE " + base + "/{command_id}", this::delete);
        }
    }

    private Commands scope(Request request) {
        if (!request.argument("application_id").equals(world.bot().id())) {
            throw ApiError.unknown(10002, "Application");
        }
        String guild = request.argument("guild_id");
        if (guild != null && !world.guilds().containsKey(guild)) {
            throw new ApiError(403, 50001, "Missing Access");
        }
        return world.commands(guild == null ? "global" : guild);
    }

    private Answer list(Request request) {
        Commands commands = scope(request);
        commands.count("gets", 1);
        return Answer.ok(Json.nodes(commands.all()));
    }

    private ObjectNode one(Request request) {
        return scope(request)
                .byId(request.argument("command_id"))
                .orElseThrow(() -> ApiError.unknown(10063, "application command"));
    }

    private Answer overwrite(Request request) {
        Commands commands = scope(request);
        commands.count("puts", 1);
        ArrayNode wanted = request.body() instanceof ArrayNode array ? array : Json.array();
        CommandLimits.check(wanted);
        long creates = 0;
        for (JsonNode command : wanted) {
            creates += existing(commands, command).isPresent() ? 0 : 1;
        }
        budget(commands, (int) creates);
        List<ObjectNode> result = new ArrayList<>();
        for (JsonNode command : wanted) {
            Optional<ObjectNode> before = existing(commands, command);
            result.add(store(commands, request, command, before));
        }
        List<String> kept = result.stream().map(c -> c.path("id").asText()).toList();
        List.copyOf(commands.all()).stream()
                .map(c -> c.path("id").asText())
                .filter(id -> !kept.contains(id))
                .forEach(commands::remove);
        commands.clear();
        result.forEach(commands::put);
        return Answer.ok(Json.nodes(result));
    }

    private Answer create(Request request) {
        Commands commands = scope(request);
        commands.count("posts", 1);
        CommandLimits.check(request.body());
        Optional<ObjectNode> before = existing(commands, request.body());
        if (before.isEmpty()) {
            ArrayNode all = Json.nodes(commands.all());
            all.add(request.body());
            CommandLimits.counts(all);
            budget(commands, 1);
        }
        ObjectNode stored = store(commands, request, request.body(), before);
        commands.put(stored);
        return before.isEmpty() ? Answer.created(stored) : Answer.ok(stored);
    }

    private Answer edit(Request request) {
        Commands commands = scope(request);
        commands.count("patches", 1);
        ObjectNode before = one(request);
        ObjectNode merged = before.deepCopy();
        request.body().properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        CommandLimits.check(merged);
        ObjectNode stored = store(commands, request, merged, Optional.of(before));
        commands.put(stored);
        return Answer.ok(stored);
    }

    private Answer delete(Request request) {
        ObjectNode command = one(request);
        scope(request).remove(command.path("id").asText());
        return Answer.nothing();
    }

    private Optional<ObjectNode> existing(Commands commands, JsonNode wanted) {
        return commands.byName(wanted.path("name").asText(), wanted.path("type").asInt(1));
    }

    private void budget(Commands commands, int creates) {
        if (creates > 0 && commands.created(world.clock().instant()) + creates > Commands.CREATES_A_DAY) {
            throw new ApiError(400, 30034, "Max number of daily application command creates has been reached (200)");
        }
    }

    private ObjectNode store(Commands commands, Request request, JsonNode wanted, Optional<ObjectNode> before) {
        ObjectNode stored = Json.object()
                .put("id", before.map(b -> b.path("id").asText()).orElseGet(world::nextId))
                .put("application_id", world.bot().id())
                .put("version", world.nextId());
        if (request.argument("guild_id") != null) {
            stored.put("guild_id", request.argument("guild_id"));
        }
        stored.put("type", wanted.path("type").asInt(1))
                .put("name", wanted.path("name").asText())
                .put("description", Json.text(wanted, "description", ""))
                .put("default_member_permissions", Json.text(wanted, "default_member_permissions", null))
                .put("nsfw", wanted.path("nsfw").asBoolean(false));
        for (String map : List.of("name_localizations", "description_localizations")) {
            stored.set(map, Json.has(wanted, map) ? wanted.get(map) : null);
        }
        stored.set("contexts", numbers(wanted.path("contexts")));
        ArrayNode types = numbers(wanted.path("integration_types"));
        stored.set("integration_types", types == null ? Json.array().add(0) : types);
        if (request.argument("guild_id") == null) {
            stored.put("dm_permission", wanted.path("dm_permission").asBoolean(true));
        }
        if (!wanted.path("options").isEmpty()) {
            JsonNode options = Json.withoutNulls(wanted.get("options"));
            Tolerated.options(options);
            stored.set("options", options);
        }
        boolean same = before.filter(b -> Commands.same(b, stored)).isPresent();
        if (same) {
            stored.set("version", before.get().get("version"));
        }
        commands.count(before.isEmpty() ? "creates" : same ? "unchanged" : "updates", 1);
        if (before.isEmpty()) {
            commands.create(world.clock().instant(), 1);
        }
        return stored;
    }

    /** Discord takes numbers written as texts. */
    private static ArrayNode numbers(JsonNode list) {
        if (!list.isArray()) {
            return null;
        }
        ArrayNode numbers = Json.array();
        list.forEach(item -> numbers.add(item.asInt()));
        return numbers;
    }
}

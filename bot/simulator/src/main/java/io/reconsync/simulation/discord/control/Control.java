// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.VirtualClock;
import io.reconsync.simulation.discord.check.Violations;
import io.reconsync.simulation.discord.gateway.Events;
import io.reconsync.simulation.discord.gateway.Gateway;
import io.reconsync.simulation.discord.gateway.GatewayActions;
import io.reconsync.simulation.discord.rest.Buckets;
import io.reconsync.simulation.discord.rest.Faults;
import io.reconsync.simulation.discord.rest.RequestLog;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Guild;
import io.reconsync.simulation.discord.world.Interaction;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a test can do and see; the README of this room lists it. One method and path, and a body that is also made from the
 * query. Safe for use by several threads.
 */
public final class Control {
    private static final int PATIENCE_MILLIS = 30_000;
    private final World world;
    private final Names names;
    private final Waiting waiting;
    private final Map<String, Function<JsonNode, JsonNode>> routes = new HashMap<>();

    public Control(
            World world,
            VirtualClock clock,
            Events events,
            Gateway gateway,
            GatewayActions gatewayActions,
            Violations violations,
            RequestLog log,
            Faults faults,
            Buckets buckets,
            String rest) {
        this.world = world;
        names = new Names(world);
        waiting = new Waiting(world);
        members(new MemberActions(world, names, events));
        changes(new WorldActions(world, names, events), rest);
        routes.put("GET /state", body -> {
            ObjectNode view = world.view();
            view.set("gateway", gateway.view());
            return view;
        });
        routes.put("GET /gateway", body -> gatewayState(gateway, body));
        routes.put("GET /events", body -> gateway.told(Json.text(body, "type", "")));
        routes.put("POST /gateway", gatewayActions::act);
        routes.put("GET /violations", body -> Json.nodes(violations.all()));
        routes.put("DELETE /violations", body -> {
            violations.clear();
            return Json.array();
        });
        routes.put("GET /requests", body -> requests(log, body));
        routes.put("POST /redeliver", body -> {
            Interaction again = names.interaction(Names.needed(body, "id"));
            for (JsonNode frame : gateway.told("INTERACTION_CREATE")) {
                if (frame.path("d").path("id").asText().equals(again.id())) {
                    events.interaction((ObjectNode) frame.path("d"));
                }
            }
            return again.view(world.clock().instant());
        });
        routes.put("GET /faults", body -> faults.view());
        routes.put("POST /fault", faults::add);
        routes.put("DELETE /faults", body -> faults.clear());
        routes.put("POST /buckets", buckets::set);
        routes.put("GET /clock", body -> time(clock));
        routes.put("POST /clock", body -> {
            if (body.has("running")) {
                clock.run(body.path("running").asBoolean());
            }
            if (body.has("advance")) {
                clock.advance(Durations.parse(body.path("advance").asText()));
            }
            return time(clock);
        });
    }

    private void members(MemberActions actions) {
        Map<String, Function<JsonNode, Interaction>> all = Map.of(
                "slash", actions::slash,
                "autocomplete", actions::autocomplete,
                "click", actions::click,
                "select", actions::select,
                "modal", actions::modal);
        all.forEach((name, action) -> routes.put("POST /" + name, body -> waited(action.apply(body), body)));
        routes.put("POST /say", body -> actions.say(body).view());
        routes.put("GET /interaction", body -> waited(names.interaction(Names.needed(body, "id")), body));
        routes.put(
                "GET /interactions",
                body -> Json.nodes(world.interactions().values().stream()
                        .map(interaction -> interaction.view(world.clock().instant()))
                        .toList()));
        routes.put("GET /message", this::message);
        routes.put("GET /messages", this::messages);
        routes.put("GET /commands", this::commands);
        routes.put("POST /creates", body -> {
            Guild guild = names.guild(body);
            world.commands(guild.id())
                    .create(world.clock().instant(), body.path("count").asInt(200));
            return world.commands(guild.id()).view(world.clock().instant());
        });
    }

    private void changes(WorldActions actions, String rest) {
        routes.put("POST /guild", actions::guild);
        routes.put("POST /guild-state", actions::guildState);
        routes.put("POST /channel", actions::channel);
        routes.put("DELETE /channel", actions::removeChannel);
        routes.put("POST /deny", actions::deny);
        routes.put("POST /role", actions::role);
        routes.put("POST /member", actions::member);
        routes.put("DELETE /member", actions::removeMember);
        routes.put("POST /webhook", body -> actions.webhook(body, rest));
        routes.put("DELETE /webhook", actions::removeWebhook);
        routes.put("DELETE /message", actions::removeMessage);
    }

    /** Does it, and answers. @throws Refused if it cannot be done */
    public JsonNode handle(String method, String path, JsonNode body) {
        Function<JsonNode, JsonNode> route = routes.get(method + " " + path);
        if (route == null) {
            throw new Refused(404, "no control call " + method + " " + path);
        }
        synchronized (world) {
            try {
                JsonNode answer = route.apply(body).deepCopy();
                world.notifyAll();
                return answer;
            } catch (IllegalArgumentException wrong) {
                throw new Refused(400, wrong.getMessage());
            }
        }
    }

    /** The bytes of an attachment, null if there is none. */
    public byte[] attachment(String id) {
        synchronized (world) {
            return world.messages().values().stream()
                    .flatMap(message -> message.attachments().stream())
                    .filter(a -> a.id().equals(id))
                    .map(a -> a.bytes())
                    .findFirst()
                    .orElse(null);
        }
    }

    private JsonNode waited(Interaction interaction, JsonNode body) {
        waiting.until(interaction, Json.text(body, "wait", "none"), patience(body));
        return interaction.view(world.clock().instant());
    }

    private static Duration patience(JsonNode body) {
        return Duration.ofMillis(body.path("timeout_ms").asInt(PATIENCE_MILLIS));
    }

    private JsonNode gatewayState(Gateway gateway, JsonNode body) {
        int readies = body.path("readies").asInt(0);
        int resumes = body.path("resumes").asInt(0);
        waiting.until(
                () -> gateway.view().path("readies").asInt() >= readies
                        && gateway.view().path("resumes").asInt() >= resumes,
                patience(body),
                "no " + readies + " READYs and " + resumes + " resumes");
        return gateway.view();
    }

    private JsonNode message(JsonNode body) {
        Message message = names.message(Names.needed(body, "id"));
        String text = Json.text(body, "contains", "");
        waiting.until(
                () -> message.contains(text), patience(body), text + " does not stand in message " + message.id());
        return message.view();
    }

    private JsonNode messages(JsonNode body) {
        Stream<Message> all = world.messages().values().stream();
        if (body.has("channel")) {
            Channel channel = names.channel(body);
            all = all.filter(m -> m.channel().equals(channel));
        } else if (body.has("guild")) {
            Guild guild = names.guild(body);
            all = all.filter(m -> guild.id().equals(m.channel().guild()));
        }
        if (!body.path("ephemeral").asBoolean(false)) {
            all = all.filter(m -> !m.is(Message.EPHEMERAL));
        }
        if (!body.path("system").asBoolean(false)) {
            all = all.filter(m -> m.type() != 6);
        }
        if (body.has("contains")) {
            String text = body.path("contains").asText();
            all = all.filter(m -> m.contains(text));
        }
        int count = body.path("count").asInt(0);
        List<Message> found = all.toList();
        if (found.size() < count) {
            ObjectNode again = body.deepCopy();
            again.remove("count");
            waiting.until(() -> messages(again).size() >= count, patience(body), "there are no " + count + " messages");
            return messages(again);
        }
        return Json.nodes(found.stream().map(Message::view).toList());
    }

    private JsonNode commands(JsonNode body) {
        boolean global = Json.text(body, "guild", "alpha").equals("global");
        var commands = world.commands(global ? "global" : names.guild(body).id());
        String wanted = Json.text(body, "name", null);
        if (wanted != null) {
            boolean there = body.path("present").asBoolean(true);
            waiting.until(
                    () -> commands.byName(wanted, 1).isPresent() == there,
                    patience(body),
                    "the command " + wanted + " is not " + (there ? "registered" : "gone"));
        }
        return commands.view(world.clock().instant());
    }

    private static JsonNode requests(RequestLog log, JsonNode body) {
        String route = Json.text(body, "route", "");
        String method = Json.text(body, "method", "");
        int status = body.path("status").asInt(-1);
        return Json.nodes(log.all().stream()
                .filter(r -> r.path("route").asText().contains(route))
                .filter(r -> status < 0 || r.path("status").asInt() == status)
                .filter(r -> method.isEmpty() || r.path("method").asText().equals(method))
                .toList());
    }

    private static JsonNode time(VirtualClock clock) {
        return Json.object().put("now", clock.instant().toString()).put("running", clock.running());
    }
}

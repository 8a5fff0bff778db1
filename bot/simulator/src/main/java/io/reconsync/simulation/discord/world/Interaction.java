// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a member did, and all that the bot answered. Guarded by the world's lock. */
public final class Interaction {
    public static final int COMMAND = 2;
    public static final int COMPONENT = 3;
    public static final int AUTOCOMPLETE = 4;
    public static final int MODAL = 5;
    private static final int DEFER_EDIT = 6;
    public static final Duration TO_ACKNOWLEDGE = Duration.ofSeconds(3);
    public static final Duration TO_ANSWER = Duration.ofMinutes(15);

    private final String id;
    private final String token;
    private final String application;
    private final int type;
    private final String summary;
    private final Person user;
    private final Channel channel;
    private final Message source;
    private final Instant made;
    private final List<Message> followups = new ArrayList<>();
    private final List<ObjectNode> calls = new ArrayList<>();
    private int acknowledged;
    private Instant acknowledgedAt;
    private boolean ephemeral;
    private Message original;
    private boolean changed;
    private JsonNode choices;
    private JsonNode modal;

    Interaction(
            String id,
            String token,
            String application,
            int type,
            String summary,
            Person user,
            Channel channel,
            Message source,
            Instant made) {
        this.id = id;
        this.token = token;
        this.application = application;
        this.type = type;
        this.summary = summary;
        this.user = user;
        this.channel = channel;
        this.source = source;
        this.made = made;
    }

    public String id() {
        return id;
    }

    public String token() {
        return token;
    }

    public String application() {
        return application;
    }

    public int type() {
        return type;
    }

    public Person user() {
        return user;
    }

    public Channel channel() {
        return channel;
    }

    /** The message whose component was used, null for a command. */
    public Message source() {
        return source;
    }

    public Instant made() {
        return made;
    }

    public List<Message> followups() {
        return followups;
    }

    /** The type of the first answer, 0 if there is none yet. */
    public int acknowledged() {
        return acknowledged;
    }

    public void acknowledge(int callback, boolean hidden, Instant at) {
        acknowledged = callback;
        ephemeral = hidden;
        acknowledgedAt = at;
    }

    public boolean ephemeral() {
        return ephemeral;
    }

    public Message original() {
        return original;
    }

    public void original(Message message) {
        original = message;
    }

    /** The original was changed after a deferred edit. */
    public void changed() {
        changed = true;
    }

    public void choices(JsonNode offered) {
        choices = offered;
    }

    public JsonNode modal() {
        return modal;
    }

    public void modal(JsonNode shown) {
        modal = shown;
    }

    /** True once there is something for the member to read that is not a placeholder. */
    public boolean answered() {
        boolean shown = original != null && !original.is(Message.LOADING) && (acknowledged != DEFER_EDIT || changed);
        return choices != null || modal != null || !followups.isEmpty() || shown;
    }

    /** True if the text stands in what the member can read as an answer. */
    public boolean contains(String text) {
        return original != null && original.contains(text)
                || followups.stream().anyMatch(message -> message.contains(text));
    }

    /** Writes down what the bot asked about this interaction, refused or not. */
    public void call(Instant at, String what, int status, JsonNode body) {
        ObjectNode call =
                Json.object().put("at", at.toString()).put("call", what).put("status", status);
        call.set("body", body);
        calls.add(call);
    }

    ObjectNode metadata() {
        ObjectNode json = Json.object().put("id", id).put("type", type);
        json.set("user", user.json());
        json.putObject("authorizing_integration_owners").put("0", channel.guild() == null ? "0" : channel.guild());
        if (type == COMPONENT && source != null) {
            json.put("interacted_message_id", source.id());
        }
        if (type == MODAL) {
            ObjectNode triggering = json.putObject("triggering_interaction_metadata")
                    .put("id", id)
                    .put("type", COMMAND);
            triggering.set("user", user.json());
            triggering.putObject("authorizing_integration_owners");
        }
        return json;
    }

    /** What a test wants to know. */
    public ObjectNode view(Instant now) {
        ObjectNode view = Json.object()
                .put("id", id)
                .put("type", type)
                .put("what", summary)
                .put("user", user.username())
                .put("channel", channel.name())
                .put("guild_id", channel.guild())
                .put("made", made.toString())
                .put("state", state(now))
                .put("callback", acknowledged)
                .put("ephemeral", ephemeral);
        view.put(
                "acknowledged_after_ms",
                acknowledgedAt == null
                        ? null
                        : Duration.between(made, acknowledgedAt).toMillis());
        view.set("message", original == null ? null : original.view());
        view.set("followups", Json.nodes(followups.stream().map(Message::view).toList()));
        view.set("choices", choices);
        view.set("modal", modal);
        view.set("calls", Json.nodes(calls));
        return view;
    }

    private String state(Instant now) {
        if (acknowledged == 0) {
            return now.isAfter(made.plus(TO_ACKNOWLEDGE)) ? "failed" : "pending";
        }
        if (answered()) {
            return "answered";
        }
        return now.isAfter(made.plus(TO_ANSWER)) ? "failed" : "deferred";
    }
}

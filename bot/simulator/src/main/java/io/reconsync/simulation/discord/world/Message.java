// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A message with everything that ever stood in it. Guarded by the world's lock. */
public final class Message {
    public static final int SUPPRESS_EMBEDS = 1 << 2;
    public static final int EPHEMERAL = 1 << 6;
    public static final int LOADING = 1 << 7;
    public static final int SILENT = 1 << 12;
    public static final int COMPONENTS_V2 = 1 << 15;
    private static final int PINNED = 6;

    private final String id;
    private final Channel channel;
    private final Person author;
    private final Instant made;
    private final List<ObjectNode> history = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private String webhook;
    private Interaction interaction;
    private String content = "";
    private ArrayNode embeds = Json.array();
    private ArrayNode components = Json.array();
    private Pings pings = Pings.NOBODY;
    private JsonNode nonce;
    private JsonNode reference;
    private int flags;
    private int system;
    private boolean pinned;
    private boolean deleted;
    private Instant edited;

    Message(String id, Channel channel, Person author, Instant made) {
        this.id = id;
        this.channel = channel;
        this.author = author;
        this.made = made;
    }

    public String id() {
        return id;
    }

    public Channel channel() {
        return channel;
    }

    public Person author() {
        return author;
    }

    public Instant made() {
        return made;
    }

    public List<Attachment> attachments() {
        return attachments;
    }

    public String content() {
        return content;
    }

    public ArrayNode embeds() {
        return embeds;
    }

    public ArrayNode components() {
        return components;
    }

    public JsonNode nonce() {
        return nonce;
    }

    public int flags() {
        return flags;
    }

    public boolean is(int flag) {
        return (flags & flag) != 0;
    }

    /** 20 answers a command, 19 a message, 6 tells that something was pinned. */
    public int type() {
        if (system != 0) {
            return system;
        }
        if (interaction != null && interaction.type() == Interaction.COMMAND) {
            return 20;
        }
        return reference != null ? 19 : 0;
    }

    /** Discord's own note about a pin. */
    public void notes(Message pin) {
        system = PINNED;
        reference = Json.object().put("type", 0).put("channel_id", channel.id()).put("message_id", pin.id());
    }

    public boolean deleted() {
        return deleted;
    }

    public boolean pinned() {
        return pinned;
    }

    public void pinned(boolean is) {
        pinned = is;
    }

    public Interaction interaction() {
        return interaction;
    }

    public String webhook() {
        return webhook;
    }

    public void from(Interaction answered) {
        interaction = answered;
    }

    public void from(Webhook hook) {
        webhook = hook.id();
    }

    public void flags(int bits) {
        flags = bits;
    }

    public void nonce(JsonNode given) {
        nonce = given;
    }

    public void reference(JsonNode given) {
        reference = given;
    }

    public void content(String text, Pings pinged) {
        content = text;
        pings = pinged;
    }

    public void embeds(ArrayNode shown) {
        embeds = shown;
    }

    public void components(ArrayNode shown) {
        components = shown;
    }

    /** True if the text stands in the content, the embeds or the components. */
    public boolean contains(String text) {
        return (content + embeds + components).contains(text);
    }

    /** Writes down what stands now. */
    public void record(String action, Instant at) {
        if (action.equals("edit")) {
            edited = at;
        }
        deleted |= action.equals("delete");
        ObjectNode entry =
                Json.object().put("at", at.toString()).put("action", action).put("content", content);
        entry.set("embeds", embeds.deepCopy());
        entry.set("components", components.deepCopy());
        entry.set("attachments", attachmentsJson());
        entry.put("flags", flags);
        entry.set("pings", pings.json());
        history.add(entry);
    }

    /** The message object of the API. */
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("channel_id", channel.id())
                .put("type", type())
                .put("content", content)
                .put("timestamp", Times.iso(made))
                .put("edited_timestamp", edited == null ? null : Times.iso(edited))
                .put("tts", false)
                .put("pinned", pinned)
                .put("mention_everyone", pings.everyone())
                .put("flags", flags);
        json.set("author", author.json());
        json.set("mentions", Json.nodes(pings.users().stream().map(Person::json).toList()));
        json.set("mention_roles", Json.strings(pings.roles()));
        json.set("attachments", attachmentsJson());
        json.set("embeds", embeds.deepCopy());
        json.set("components", components.deepCopy());
        if (nonce != null) {
            json.set("nonce", nonce);
        }
        if (webhook != null) {
            json.put("webhook_id", webhook);
        }
        if (reference != null) {
            json.set("message_reference", reference);
        }
        if (interaction != null) {
            json.put("application_id", interaction.application()).put("webhook_id", interaction.application());
            json.set("interaction_metadata", interaction.metadata());
        }
        return json;
    }

    /** What a test wants to know. */
    public ObjectNode view() {
        ObjectNode view = Json.object()
                .put("id", id)
                .put("channel", channel.name())
                .put("channel_id", channel.id())
                .put("guild_id", channel.guild())
                .put("author", author.username())
                .put("type", type())
                .put("content", content)
                .put("ephemeral", is(EPHEMERAL))
                .put("loading", is(LOADING))
                .put("flags", flags)
                .put("pinned", pinned)
                .put("deleted", deleted)
                .put("made", made.toString())
                .put("webhook_id", webhook);
        view.set("embeds", embeds.deepCopy());
        view.set("components", components.deepCopy());
        view.set("attachments", attachmentsJson());
        view.set("pings", pings.json());
        view.put(
                "edits",
                history.stream()
                        .filter(h -> h.path("action").asText().equals("edit"))
                        .count());
        view.set("history", Json.nodes(history));
        return view;
    }

    private ArrayNode attachmentsJson() {
        return Json.nodes(attachments.stream().map(a -> a.json(is(EPHEMERAL))).toList());
    }
}

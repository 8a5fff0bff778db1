// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that exists on this Discord. Whoever reads or changes anything of it holds its monitor; it is notified at every
 * change, so that a test can wait for one.
 */
public final class World {
    /** View, send, embed, attach, history, reactions, own threads, pins, messages and webhooks of others. */
    private static final long BOT_PERMISSIONS = 1L << 6 | 1L << 10 | 1L << 11 | 1L << 13 | 1L << 14 | 1L << 15
            | 1L << 16 | 1L << 29 | 1L << 35 | 1L << 38 | 1L << 51;

    private final Clock clock;
    private final Ids ids;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Guild> guilds = new LinkedHashMap<>();
    private final Map<String, Channel> direct = new LinkedHashMap<>();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, Interaction> interactions = new LinkedHashMap<>();
    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    private final Map<String, Commands> commands = new LinkedHashMap<>();
    private final Person bot;
    private Person owner;

    public World(Clock clock, String application) {
        this.clock = clock;
        ids = new Ids(clock);
        bot = new Person(application, "reconsync", null, true);
        people.put(bot.id(), bot);
    }

    public Clock clock() {
        return clock;
    }

    public String nextId() {
        return ids.next();
    }

    /** The bot's user, whose id is the application's as well. */
    public Person bot() {
        return bot;
    }

    /** Whom the application belongs to. */
    public Person owner() {
        return owner;
    }

    public void owner(Person person) {
        owner = person;
    }

    public Map<String, Guild> guilds() {
        return guilds;
    }

    public Map<String, Message> messages() {
        return messages;
    }

    public Map<String, Interaction> interactions() {
        return interactions;
    }

    public Map<String, Webhook> webhooks() {
        return webhooks;
    }

    /** @param scope a guild's id, or {@code global} */
    public Commands commands(String scope) {
        return commands.computeIfAbsent(scope, s -> new Commands());
    }

    public Map<String, Commands> commands() {
        return commands;
    }

    public Person person(String id) {
        return people.get(id);
    }

    public Collection<Person> people() {
        return people.values();
    }

    public Person addPerson(String id, String username) {
        Person person = new Person(id == null ? nextId() : id, username, username, false);
        people.put(person.id(), person);
        return person;
    }

    /** The bot is a member of every guild. */
    public Guild addGuild(String id, String name, Person guildOwner) {
        Guild guild = new Guild(id == null ? nextId() : id, name, guildOwner.id());
        guild.roles().put(guild.id(), new Role(guild.id(), "@everyone", 0x800L | 0x400L | 0x80000000L, 0));
        guilds.put(guild.id(), guild);
        addMember(guild, guildOwner);
        Role managed = addRole(guild, null, "reconsync", BOT_PERMISSIONS);
        addMember(guild, bot).roles().add(managed.id());
        return guild;
    }

    public Role addRole(Guild guild, String id, String name, long permissions) {
        Role role = new Role(
                id == null ? nextId() : id, name, permissions, guild.roles().size());
        guild.roles().put(role.id(), role);
        return role;
    }

    public Channel addChannel(Guild guild, String id, int type, String name) {
        Channel channel = new Channel(
                id == null ? nextId() : id,
                guild.id(),
                type,
                name,
                guild.channels().size(),
                null);
        guild.channels().put(channel.id(), channel);
        return channel;
    }

    public Member addMember(Guild guild, Person person) {
        return guild.members().computeIfAbsent(person.id(), i -> new Member(person, Times.iso(clock.instant())));
    }

    /** The direct messages between the bot and a person. */
    public Channel direct(Person person) {
        return direct.computeIfAbsent(person.id(), i -> new Channel(nextId(), null, 1, person.username(), 0, person));
    }

    public Optional<Channel> channel(String id) {
        return Stream.concat(
                        guilds.values().stream().map(g -> g.channels().get(id)),
                        direct.values().stream().filter(c -> c.id().equals(id)))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** A message that is not there until it is kept. */
    public Message draft(Channel channel, Person author) {
        return new Message(nextId(), channel, author, clock.instant());
    }

    public void keep(Message message) {
        messages.put(message.id(), message);
    }

    public Interaction addInteraction(int type, String summary, Person user, Channel channel, Message source) {
        String id = nextId();
        Interaction interaction = new Interaction(
                id, "interaction-" + id + "-token", bot.id(), type, summary, user, channel, source, clock.instant());
        interactions.put(id, interaction);
        return interaction;
    }

    public Webhook addWebhook(String id, Channel channel, String name, String application, Person maker) {
        String own = id == null ? nextId() : id;
        Webhook hook =
                new Webhook(own, "webhook-" + own + "-token", name, channel.id(), channel.guild(), application, maker);
        webhooks.put(own, hook);
        return hook;
    }

    /** What a test wants to know about the whole. */
    public ObjectNode view() {
        ObjectNode view = Json.object()
                .put("now", clock.instant().toString())
                .put("application_id", bot.id())
                .put("owner", owner.username())
                .put("owner_id", owner.id());
        ObjectNode all = view.putObject("guilds");
        for (Guild guild : guilds.values()) {
            ObjectNode one = all.putObject(guild.name()).put("id", guild.id()).put("available", guild.available());
            ObjectNode channels = one.putObject("channels");
            guild.channels().values().forEach(c -> channels.put(c.name(), c.id()));
            ObjectNode roles = one.putObject("roles");
            guild.roles().values().forEach(r -> roles.put(r.name(), r.id()));
            ObjectNode members = one.putObject("members");
            guild.members().values().forEach(m -> {
                ObjectNode member = members.putObject(m.person().username())
                        .put("id", m.person().id());
                member.set("roles", Json.strings(m.roles()));
            });
        }
        return view;
    }
}

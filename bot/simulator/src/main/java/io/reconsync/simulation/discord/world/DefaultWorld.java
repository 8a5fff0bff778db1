// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

/**
 * Two guilds with the same sort of people, so that every test can ask whether one guild's rights leak into the other.
 * The ids never change; a test may write them into a configuration.
 */
public final class DefaultWorld {
    public static final String APPLICATION = "100000000000000001";
    public static final String ALPHA = "200000000000000001";
    public static final String BETA = "300000000000000001";
    private static final long MANAGE_GUILD = 0x20;

    private DefaultWorld() {}

    public static void fill(World world) {
        Person olivia = world.addPerson("110000000000000001", "olivia");
        Person alice = world.addPerson("110000000000000002", "alice");
        Person bob = world.addPerson("110000000000000003", "bob");
        Person carol = world.addPerson("110000000000000004", "carol");
        Person mallory = world.addPerson("110000000000000005", "mallory");
        world.owner(olivia);
        Guild alpha = guild(world, ALPHA, "alpha", olivia, "20000000000000");
        member(world, alpha, alice, "admin");
        member(world, alpha, bob, "moderator");
        member(world, alpha, carol, null);
        Guild beta = guild(world, BETA, "beta", mallory, "30000000000000");
        member(world, beta, mallory, "admin");
        member(world, beta, carol, null);
    }

    private static Guild guild(World world, String id, String name, Person owner, String prefix) {
        Guild guild = world.addGuild(id, name, owner);
        world.addRole(guild, prefix + "0011", "admin", MANAGE_GUILD);
        world.addRole(guild, prefix + "0012", "moderator", 0);
        world.addChannel(guild, prefix + "0021", 0, "general");
        world.addChannel(guild, prefix + "0022", 0, "alerts");
        world.addChannel(guild, prefix + "0023", 0, "status");
        world.addChannel(guild, prefix + "0024", 0, "audit");
        return guild;
    }

    private static void member(World world, Guild guild, Person person, String role) {
        Member member = world.addMember(guild, person);
        guild.roles().values().stream()
                .filter(r -> r.name().equals(role))
                .forEach(r -> member.roles().add(r.id()));
    }
}

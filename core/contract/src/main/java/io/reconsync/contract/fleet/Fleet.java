// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.fleet;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.Actor;
import io.reconsync.contract.commands.Commands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The agents of a bot. Implemented by core/link where it listens; absent elsewhere. Surfaces do not need it to run
 * commands: {@link Commands} lists what agents offer and carries calls to them. Everything but {@link #run} answers from
 * memory or the store and calls no agent. Thread-safe.
 */
@ProviderType
public interface Fleet {
    /** Every agent that was ever enrolled, by name. */
    List<Agent> agents();

    /**
     * One agent by id or name.
     *
     * @throws io.reconsync.api.ReconException code {@code agent-unknown} with the names there are
     */
    Agent agent(String nameOrId);

    /** The servers of all agents that are not revoked, by id. */
    List<FleetServer> servers();

    /** One server. */
    default Optional<FleetServer> server(String id) {
        return servers().stream().filter(server -> server.id().equals(id)).findFirst();
    }

    /** What online agents offer beside core's own commands, by name. */
    List<FleetCommand> commands();

    /** Facts that online agents pushed, merged by source. */
    Map<String, List<String>> facts();

    /**
     * Runs a line of words at an agent. What only looks is answered from there, within the deadline. What changes
     * something takes effect once however often the link breaks: the agent either refuses it, or takes it as a job,
     * which then is a job here too, so that {@code reply().job()} can be waited for, watched and cancelled as any other.
     *
     * @param agent name or id
     * @param words as typed
     * @param server whose it is, for the job
     * @param changes whether the command changes something
     * @throws io.reconsync.api.ReconException what the agent refused with; {@code agent-offline}, {@code agent-slow}
     */
    Commands.Result run(
            String agent, List<String> words, Optional<String> server, boolean changes, Actor actor, Deadline deadline);

    /**
     * Makes a one-time token for one new agent.
     *
     * @param request what the agent shall be
     */
    Ticket register(Request request, Actor actor);

    /** Shuts an agent out for good: its key is refused and its session closed within 5 s. */
    Agent revoke(String nameOrId, Actor actor);

    /** Accepts the next session of an agent that was taken for a copy, for example after it was put back from a backup. */
    Agent accept(String nameOrId, Actor actor);

    /** Calls {@code listener} after agents, their servers or their commands changed; closing ends it. */
    AutoCloseable onChange(Runnable listener);

    /**
     * What an agent shall be.
     *
     * @param name of the agent; empty: as it calls itself
     * @param guild the guild scope
     * @param servers globs of the ids of servers that it may own
     * @param namespaces globs of the namespaces that its plugins may offer commands in
     * @param address where it dials; empty: as configured
     * @param valid for how long the token can be used
     */
    record Request(
            Optional<String> name,
            String guild,
            List<String> servers,
            List<String> namespaces,
            Optional<String> address,
            Duration valid) {
        public Request {
            servers = List.copyOf(servers);
            namespaces = List.copyOf(namespaces);
        }
    }

    /**
     * A token, shown once and stored only as a hash.
     *
     * @param token to be given to {@code reconsync enroll} on the agent
     * @param address that stands in it
     * @param expires from when on it is worthless
     */
    record Ticket(String token, String address, Instant expires) {}
}

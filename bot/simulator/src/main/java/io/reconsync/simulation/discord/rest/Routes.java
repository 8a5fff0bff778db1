// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.Judge;
import io.reconsync.simulation.discord.check.OpenApi;
import io.reconsync.simulation.discord.check.Violations;
import io.reconsync.simulation.discord.gateway.Events;
import io.reconsync.simulation.discord.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All routes that are simulated. */
public final class Routes {
    private Routes() {}

    /**
     * @param gateway the URL that {@code GET /gateway/bot} tells
     * @param limit the {@code session_start_limit} there
     * @param files where attachments are fetched
     */
    public static RestServer server(
            World world,
            String token,
            OpenApi api,
            Violations violations,
            Judge judge,
            RequestLog log,
            Faults faults,
            Buckets buckets,
            Events events,
            Supplier<String> gateway,
            Supplier<ObjectNode> limit,
            Supplier<String> files) {
        Map<String, Route> routes = new HashMap<>();
        MessageForm form = new MessageForm(world, files);
        WebhookRoutes webhooks = new WebhookRoutes(world, form, events);
        webhooks.add(routes);
        new UserRoutes(world, gateway, limit).add(routes);
        new GuildRoutes(world).add(routes);
        new CommandRoutes(world).add(routes);
        new MessageRoutes(world, form, events).add(routes);
        new InteractionRoutes(world, form, events).add(routes);
        new FollowupRoutes(world, form, events, webhooks).add(routes);
        return new RestServer(world, token, api, violations, judge, log, faults, buckets, routes);
    }
}

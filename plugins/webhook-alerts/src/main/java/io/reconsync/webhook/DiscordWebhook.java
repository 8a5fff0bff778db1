// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.webhook;

import io.reconsync.api.Deadline;
import io.reconsync.api.Settings;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Delivery;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.alert.Notifier;
import io.reconsync.api.runtime.HttpReply;
import io.reconsync.api.runtime.PluginContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A webhook of a Discord channel: one message per incident, edited when the incident changes. */
@Component(service = Notifier.class)
public final class DiscordWebhook implements Notifier {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "User-Agent", "ReconSync (webhook-alerts)");

    private final PluginContext context;

    /** With the network of the bundle. */
    @Activate
    public DiscordWebhook(@Reference PluginContext context) {
        this.context = context;
    }

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public Delivery deliver(Incident incident, Change change, Settings route, Deadline deadline) {
        Receiver receiver = Receiver.of(context.network(), route);
        String json = new DiscordMessage(incident, change, route.text("name").orElse("ReconSync")).json();
        Optional<String> message = incident.reference().filter(each -> each.matches("\\d{1,25}"));
        if (message.isPresent() && change != Change.TEST) {
            HttpReply edited =
                    receiver.send("PATCH", receiver.at("/messages/" + message.get(), ""), HEADERS, json, deadline);
            if (edited.status() != 404) {
                return new Delivery(message);
            }
        }
        HttpReply posted = receiver.send("POST", receiver.at("", "wait=true"), HEADERS, json, deadline);
        if (posted.status() == 404) {
            throw receiver.gone();
        }
        return new Delivery(TopKey.find(new String(posted.body(), StandardCharsets.UTF_8), "id")
                .filter(id -> id.matches("\\d{1,25}")));
    }
}

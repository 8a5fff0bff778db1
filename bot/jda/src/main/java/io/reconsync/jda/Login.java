// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jda;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.messages.MessageRequest;

/** How JDA is set up: no intent, no cache, no mention unless a message asks for it. */
final class Login {
    private static final int LONGEST_RECONNECT_SECONDS = 120;
    private static final int BUFFER = 2048;

    private Login() {}

    /** Logs in; blocks until Discord accepted the token. */
    static JDA now(SessionSettings settings, ExecutorService callbacks, EventListener... listeners) throws IOException {
        MessageRequest.setDefaultMentions(EnumSet.noneOf(net.dv8tion.jda.api.entities.Message.MentionType.class));
        MessageRequest.setDefaultMentionRepliedUser(false);
        JDABuilder builder = JDABuilder.createLight(settings.token().reveal(), EnumSet.noneOf(GatewayIntent.class))
                .setEnableShutdownHook(false)
                .setContextEnabled(false)
                .setMaxBufferSize(BUFFER)
                .setMaxReconnectDelay(LONGEST_RECONNECT_SECONDS)
                .setCallbackPool(callbacks, false)
                .addEventListeners((Object[]) listeners);
        settings.api().ifPresent(api -> builder.setRestConfig(new RestConfig().setBaseUrl(Address.base(api))));
        Optional<String> gateway = settings.gateway();
        if (gateway.isEmpty() && settings.api().isPresent()) {
            gateway = Optional.of(Address.gateway(settings.api().get()));
        }
        gateway.ifPresent(address -> builder.setSessionController(new ConcurrentSessionController() {
            @Override
            public String getGateway() {
                return address;
            }
        }));
        return builder.build();
    }
}

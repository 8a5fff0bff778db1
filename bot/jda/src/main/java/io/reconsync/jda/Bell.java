// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jda;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;

/** Hands on events; while nobody is there, as during an update, whoever uses a command gets a sentence. */
final class Bell implements EventListener {
    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();

    AutoCloseable add(EventListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void onEvent(GenericEvent event) {
        if (listeners.isEmpty()) {
            refuse(event);
        }
        listeners.forEach(listener -> listener.onEvent(event));
    }

    private static void refuse(GenericEvent event) {
        if (event instanceof CommandAutoCompleteInteractionEvent typing) {
            typing.replyChoices(List.of()).queue();
        } else if (event instanceof IReplyCallback interaction) {
            interaction
                    .reply("ReconSync's Discord part is being updated; nothing was done.\nTry again in a moment.")
                    .setEphemeral(true)
                    .queue();
        }
    }
}

// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to one interaction: at once if it is quick, else deferred within a second; later changes are edits, and
 * when the interaction is nearly too old for that, edits of a message of the bot's own. Thread-safe; blocks nobody.
 * Source: an interaction is to be answered within 3 s and can be edited for 15 min (Interactions, API v10).
 */
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final Duration EDITABLE = Duration.ofMinutes(14);

    private final IReplyCallback event;
    private final boolean open;
    private final Clock clock;
    private final Instant begun;
    private boolean deferred;
    private boolean answered;
    private boolean ephemeral;
    private String message = "";
    private boolean posting;

    /** {@code open}: everybody in the channel sees a good answer; errors only whoever asked. */
    Answering(IReplyCallback event, boolean open, Clock clock) {
        this.event = event;
        this.open = open;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Tells Discord that an answer will come, unless it has come by then. */
    void deferSoon(ScheduledExecutorService scheduler) {
        scheduler.schedule(this::defer, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void defer() {
        if (!deferred && !answered) {
            deferred = true;
            ephemeral = !open;
            event.deferReply(!open).queue(done -> {}, this::lost);
        }
    }

    /** The first answer. */
    synchronized void good(Rendered rendered, List<Button> buttons) {
        answer(Messages.of(rendered, buttons), !open);
    }

    /** A refusal or an error, for whoever asked. */
    synchronized void bad(Rendered rendered) {
        answer(Messages.of(rendered, List.of()), true);
    }

    /** A question, for whoever asked. */
    synchronized void ask(Rendered rendered, List<Button> buttons) {
        answer(Messages.of(rendered, buttons), true);
    }

    private void answer(MessageCreateData data, boolean secretly) {
        if (answered) {
            update(data);
            return;
        }
        answered = true;
        if (!deferred) {
            ephemeral = secretly;
            event.reply(data).setEphemeral(secretly).queue(done -> {}, this::lost);
        } else if (secretly && !ephemeral) {
            // The deferral was for everybody, and that cannot be changed: it goes, and only the asker gets a message.
            ephemeral = true;
            event.getHook().deleteOriginal().queue(done -> {}, this::lost);
            event.getHook().sendMessage(data).setEphemeral(true).queue(done -> {}, this::lost);
        } else {
            event.getHook().editOriginal(MessageEditData.fromCreateData(data)).queue(done -> {}, this::lost);
        }
    }

    /** What has become of it. */
    synchronized void update(Rendered rendered, List<Button> buttons) {
        update(Messages.of(rendered, buttons));
    }

    private void update(MessageCreateData data) {
        if (clock.instant().isBefore(begun.plus(EDITABLE))) {
            event.getHook().editOriginal(MessageEditData.fromCreateData(data)).queue(done -> {}, this::lost);
            return;
        }
        MessageChannel channel = event.getMessageChannel();
        if (!message.isEmpty()) {
            channel.editMessageById(message, MessageEditData.fromCreateData(data))
                    .queue(done -> {}, this::lost);
        } else if (!posting) {
            posting = true;
            channel.sendMessage(data).queue(sent -> posted(sent.getId()), this::lost);
        }
    }

    private synchronized void posted(String id) {
        message = id;
        posting = false;
    }

    private void lost(Throwable why) {
        LOG.warn("An answer did not reach Discord: {}", why.getMessage());
    }
}

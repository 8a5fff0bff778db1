// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes posts from the disk to Discord: a new message once, then edits of it. */
final class Poster {
    private static final Logger LOG = LoggerFactory.getLogger(Poster.class);
    private static final int AT_ONCE = 20;
    private static final int UNKNOWN_MESSAGE = 10008;
    private static final int OLD_MESSAGE_EDITED_TOO_OFTEN = 30046;
    private static final Duration SHUT = Duration.ofMinutes(15);
    private static final Duration REST = Duration.ofMinutes(10);

    private final JDA jda;
    private final PostTable table;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, String> complaints = new ConcurrentHashMap<>();

    Poster(JDA jda, PostTable table, Clock clock) {
        this.jda = jda;
        this.table = table;
        this.clock = clock;
    }

    /** Sends all that is due; blocks on the disk only. */
    void round() {
        if (jda.getStatus() != JDA.Status.CONNECTED) {
            return;
        }
        for (PostTable.Due due : table.due(clock.instant(), AT_ONCE)) {
            if (underWay.add(due.key())) {
                send(due);
            }
        }
    }

    /**
     * Posts at once and waits for Discord's answer.
     *
     * @throws ReconException code {@code discord-not-posted}
     */
    void now(String guild, String channelId, Notice notice, Deadline deadline) {
        GuildMessageChannel channel = jda.getChannelById(GuildMessageChannel.class, channelId);
        if (channel == null || !channel.getGuild().getId().equals(guild)) {
            throw notPosted(channelId, "the guild " + guild + " has no such channel that the bot sees", null);
        }
        try {
            channel.sendMessage(data(notice, true))
                    .submit()
                    .get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InsufficientPermissionException | ExecutionException e) {
            throw notPosted(channelId, e.getMessage(), e);
        } catch (TimeoutException e) {
            throw notPosted(channelId, "Discord did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notPosted(channelId, "it was interrupted", e);
        }
    }

    private static ReconException notPosted(String channel, String why, Throwable cause) {
        return new ReconException(
                "discord-not-posted",
                ErrorOwner.REMOTE,
                "The channel " + channel + " did not get the message: " + why + ".",
                "Let the bot see the channel and send messages there, and check its id below discord.guilds.",
                cause);
    }

    private void send(PostTable.Due due) {
        GuildMessageChannel channel = jda.getChannelById(GuildMessageChannel.class, due.channel());
        if (channel == null || !channel.getGuild().getId().equals(due.guild())) {
            failed(due, "the guild " + due.guild() + " has no channel " + due.channel() + " that the bot sees", SHUT);
            return;
        }
        try {
            MessageCreateData data = data(due.notice(), due.message().isEmpty());
            if (due.message().isPresent()) {
                channel.editMessageById(due.message().get(), MessageEditData.fromCreateData(data))
                        .queue(message -> arrived(due, message), error -> failed(due, error));
            } else {
                channel.sendMessage(data)
                        .setNonce(nonce(due))
                        .queue(message -> arrived(due, message), error -> failed(due, error));
            }
        } catch (InsufficientPermissionException e) {
            failed(due, "the bot lacks " + e.getPermission().getName() + " in #" + channel.getName(), SHUT);
        }
    }

    /** Discord takes the same message once, however often an answer is lost. */
    private static String nonce(PostTable.Due due) {
        return Long.toString(due.key().hashCode() & 0xFFFFFFFFL, 36) + "-" + due.revision();
    }

    static MessageCreateData data(Notice notice, boolean fresh) {
        MessageCreateBuilder builder = new MessageCreateBuilder()
                .setContent(notice.content())
                .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class));
        notice.card().ifPresent(card -> builder.setEmbeds(embed(card)));
        if (fresh) {
            notice.mention().ifPresent(builder::mentionRoles);
        }
        List<Button> buttons = notice.buttons().stream()
                .map(each -> Button.secondary(each.id(), each.label()))
                .toList();
        return builder.setComponents(Messages.rows(buttons)).build();
    }

    private static MessageEmbed embed(Notice.Card card) {
        EmbedBuilder embed = new EmbedBuilder()
                .setTitle(card.title())
                .setDescription(card.text())
                .setColor(card.color());
        card.fields().forEach((name, value) -> embed.addField(name, value, true));
        return embed.build();
    }

    private void arrived(PostTable.Due due, Message message) {
        Contained.logged(() -> table.arrived(due, message.getId())).run();
        complaints.remove(due.channel());
        underWay.remove(due.key());
    }

    private void failed(PostTable.Due due, Throwable error) {
        int code = error instanceof ErrorResponseException known ? known.getErrorCode() : 0;
        if (code == UNKNOWN_MESSAGE && due.message().isPresent()) {
            Contained.logged(() -> table.vanished(due)).run();
            underWay.remove(due.key());
            return;
        }
        boolean shut = code == 50001 || code == 50013 || code == 10003;
        failed(due, error.getMessage(), shut ? SHUT : code == OLD_MESSAGE_EDITED_TOO_OFTEN ? REST : Duration.ZERO);
    }

    private void failed(PostTable.Due due, String why, Duration atLeast) {
        Contained.logged(() -> table.later(due, clock.instant(), atLeast)).run();
        if (!String.valueOf(why).equals(complaints.put(due.channel(), String.valueOf(why)))) {
            LOG.warn("A message for Discord waits: {}. It is kept and tried again.", why);
        }
        underWay.remove(due.key());
    }
}

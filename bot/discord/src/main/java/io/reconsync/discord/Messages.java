// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Rendered messages as JDA sends them; none mentions anybody. */
final class Messages {
    private Messages() {}

    static MessageCreateData of(Rendered rendered, List<Button> buttons) {
        MessageCreateBuilder message = new MessageCreateBuilder()
                .setContent(rendered.content())
                .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class))
                .setSuppressEmbeds(true)
                .setFiles(rendered.files().stream()
                        .map(file -> FileUpload.fromData(file.content(), file.name()))
                        .toList());
        return message.setComponents(rows(buttons)).build();
    }

    static Collection<MessageTopLevelComponent> rows(List<Button> buttons) {
        return buttons.isEmpty() ? List.of() : List.of(ActionRow.of(buttons));
    }
}
